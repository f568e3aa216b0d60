using System.Globalization;

namespace Llm.Providers.Soak;

/// <summary>What the command line says.</summary>
internal sealed record SoakSettings(int Seconds = 120, int Conversations = 256, int Seed = 1, int Port = 0)
{
    public static SoakSettings? Parse(string[] args)
    {
        var settings = new SoakSettings();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            switch (args[i])
            {
                case "--seconds" when value is >= 1 and <= 3600:
                    settings = settings with { Seconds = value };
                    break;
                case "--conversations" when value is >= 1 and <= 4096:
                    settings = settings with { Conversations = value };
                    break;
                case "--seed":
                    settings = settings with { Seed = value };
                    break;
                case "--port" when value <= ushort.MaxValue:
                    settings = settings with { Port = value };
                    break;
                default:
                    return null;
            }
        }

        return settings;
    }
}

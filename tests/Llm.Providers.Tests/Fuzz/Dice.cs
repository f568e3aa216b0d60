namespace Llm.Providers.Tests.Fuzz;

/// <summary>Numbers that follow from a seed, on every machine the same.</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Draws a number from 0 to <paramref name="below"/>, without it.</summary>
    public int Next(int below) => below <= 1 ? 0 : (int)(Draw() % (ulong)below);

    public byte NextByte() => (byte)Draw();

    // SplitMix64: https://prng.di.unimi.it/splitmix64.c
    private ulong Draw()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

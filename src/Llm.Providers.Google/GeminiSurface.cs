namespace Llm.Providers.Google;

/// <summary>One of the two places the protocol is spoken at, which name models differently and lack different things.</summary>
internal sealed class GeminiSurface
{
    public const string KeyHeader = "x-goog-api-key";

    private readonly string _project;

    private GeminiSurface(bool isVertex, string project = "") => (IsVertex, _project) = (isVertex, project);

    public static GeminiSurface AIStudio { get; } = new(isVertex: false);

    public static Uri GlobalVertex { get; } = new("https://aiplatform.googleapis.com/v1/");

    public bool IsVertex { get; }

    public static GeminiSurface Vertex(string? project, string location) =>
        new(isVertex: true, string.IsNullOrEmpty(project) ? "" : $"projects/{Uri.EscapeDataString(project)}/locations/{location}/");

    /// <summary>Gives the name of a model as it stands in bodies, with its collection.</summary>
    public string NameOf(string modelId)
    {
        if (!IsVertex)
        {
            return modelId.StartsWith("models/", StringComparison.Ordinal) || modelId.StartsWith("tunedModels/", StringComparison.Ordinal) ? modelId : $"models/{modelId}";
        }

        return modelId switch
        {
            _ when modelId.StartsWith("projects/", StringComparison.Ordinal) => modelId,
            _ when modelId.StartsWith("publishers/", StringComparison.Ordinal) || modelId.StartsWith("endpoints/", StringComparison.Ordinal) => _project + modelId,
            _ when modelId.StartsWith("models/", StringComparison.Ordinal) => $"{_project}publishers/google/{modelId}",
            _ => $"{_project}publishers/google/models/{modelId}",
        };
    }

    /// <summary>Gives the path of a model's method, each step escaped.</summary>
    /// <exception cref="LlmProviderException">The id would lead out of where models are.</exception>
    public string PathOf(string modelId, string method)
    {
        var steps = NameOf(modelId).Split('/');
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] is "" or "." or "..")
            {
                throw new LlmProviderException(LlmErrorKind.InvalidRequest, $"The model id '{modelId}' holds an empty step or one of dots.");
            }

            steps[i] = Uri.EscapeDataString(steps[i]);
        }

        return $"{string.Join('/', steps)}:{method}";
    }

    /// <summary>Gives the address of an uploaded file.</summary>
    /// <returns>The address; <see langword="null"/> when this place has no files under such an id.</returns>
    public string? FileUri(string fileId) =>
        fileId.Contains("://", StringComparison.Ordinal) ? fileId
        : IsVertex ? null
        : $"https://generativelanguage.googleapis.com/v1beta/{(fileId.StartsWith("files/", StringComparison.Ordinal) ? fileId : $"files/{fileId}")}";
}

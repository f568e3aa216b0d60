namespace Llm.Providers.OpenAICompatible;

/// <summary>The form of a PDF document in a message.</summary>
public enum PdfForm
{
    /// <summary>Documents are not taken.</summary>
    None,

    /// <summary><c>{"type": "file", "file": {"filename": …, "file_data": "data:application/pdf;base64,…"}}</c>.</summary>
    File,

    /// <summary><c>{"type": "document_url", "document_url": "data:application/pdf;base64,…"}</c>.</summary>
    DocumentUrl,

    /// <summary><c>{"type": "file_url", "file_url": {"url": …}}</c> with bare base64.</summary>
    FileUrl,
}

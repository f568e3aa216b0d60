namespace Llm.Providers.Generators;

/// <summary>What a call wants a model for.</summary>
internal enum ModelUse
{
    /// <summary>It is only looked up.</summary>
    Lookup,

    /// <summary>To talk with it.</summary>
    Conversation,

    /// <summary>To turn texts into vectors.</summary>
    Embeddings,
}

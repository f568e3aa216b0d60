namespace Llm.Providers;

/// <summary>What kind of value a setting holds; a host draws its input from it.</summary>
public enum ConfigFieldType
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A line of text that is never shown, logged or written in clear.</summary>
    Secret,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of <see cref="ConfigField.Choices"/>.</summary>
    Choice,

    /// <summary>An absolute web address.</summary>
    Uri,

    /// <summary>A length of time, written as a number of seconds (<c>30</c>) or as <c>hh:mm:ss</c> (<c>00:00:30</c>).</summary>
    Seconds,

    /// <summary>Several texts: a list in configuration, or one text with commas, semicolons or line breaks between the entries.</summary>
    List,

    /// <summary>Names with values: a section in configuration, or one text such as <c>name=value;other=value</c>.</summary>
    Map,
}

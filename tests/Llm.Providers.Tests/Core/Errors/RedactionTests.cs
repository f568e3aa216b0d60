namespace Llm.Providers.Tests.Core.Errors;

/// <summary>Secrets in the forms in which servers write them.</summary>
public sealed class RedactionTests
{
    private const string Key = "ab/cd+ef==0123";

    [Theory]
    [InlineData("a ab/cd+ef==0123 b", "a *** b")]
    [InlineData("a ab\\/cd+ef==0123 b ab\\/cd\\u002Bef\\u003d=0123", "a *** b ***")]
    [InlineData("a ab\\\\/cd\\\\u002bef==0123 b", "a *** b")]
    [InlineData("a ab%2Fcd%2bef%3D%3d0123 b", "a *** b")]
    [InlineData("a ab&#47;cd&#x2B;ef&#x3d;&equals;0123 b", "a *** b")]
    [InlineData("a ab%2Fcd%2Bef%3D", "a ***")]
    [InlineData("a ab%2Fcd%2Bef=%3", "a ***")]
    [InlineData("a ab%2Fcd%2Be", "a ab%2Fcd%2Be")]
    [InlineData("100% of ab\\ncd & %2F", "100% of ab\\ncd & %2F")]
    [InlineData("\\", "\\")]
    public void A_key_is_found_in_any_form(string text, string shown) => Assert.Equal(shown, Redaction.Redact(text, Key));

    [Fact]
    public void Text_without_escapes_is_given_back_as_it_is()
    {
        const string Text = "req_0123456789";

        Assert.Same(Text, Redaction.Redact(Text, Key));
    }
}

namespace Llm.Providers.Generators.Tests;

/// <summary>Members that the compiler of this project made of the files in <c>Catalogs</c>.</summary>
public sealed class GeneratedMembersTests
{
    [Fact]
    [Trait("Requirement", "S13")]
    public void A_file_of_models_by_id_becomes_typed_members()
    {
        Assert.Equal(["gull-1", "gull-2"], SeasideModels.All.Select(m => m.Id));
        Assert.Same(SeasideModels.All[1], SeasideModels.Gull2);
        Assert.Equal("gull-2", SeasideModels.Ids.Gull2);
    }

    [Fact]
    [Trait("Requirement", "S14")]
    public void The_guides_own_field_names_are_read()
    {
        var model = SeasideModels.Gull1;

        Assert.Equal(("gull-1", "Gull 1", "seaside", 4096, 4096), (model.Id, model.Name, model.ProviderId, model.ContextWindow, model.MaxOutputTokens));
        Assert.Equal(ModelCapabilities.Chat | ModelCapabilities.Completion, model.Capabilities);
        Assert.False(model.Supports(ModelCapabilities.Embeddings));
        Assert.Equal(ModelOrigin.Catalog, model.Origin);
    }

    [Fact]
    [Trait("Requirement", "S10")]
    public void Every_model_belongs_to_the_provider_of_its_file() => Assert.All(SeasideModels.All, m => Assert.Equal(SeasideModels.All.ProviderId, m.ProviderId));

    [Fact]
    [Trait("Requirement", "S15")]
    public void One_model_of_each_kind_is_the_default()
    {
        Assert.True(SeasideModels.Gull1.IsDefault);
        Assert.False(SeasideModels.Gull2.IsDefault);
        Assert.Equal((0, -1), (SeasideModels.All.DefaultChatIndex, SeasideModels.All.DefaultEmbeddingIndex));
        Assert.Equal((0, 3), (HarbourModels.All.DefaultChatIndex, HarbourModels.All.DefaultEmbeddingIndex));
    }

    [Fact]
    [Trait("Requirement", "S16")]
    public void Vision_means_images_and_its_absence_means_none()
    {
        Assert.True(SeasideModels.Gull2.Accepts(Modalities.Image));
        Assert.False(SeasideModels.Gull1.Accepts(Modalities.Image));
    }

    [Fact]
    public void Every_field_reaches_the_model()
    {
        var model = HarbourModels.Ferry41Mini;

        Assert.Equal(("ferry-4.1-mini", "Ferry 4.1 \"mini\"", "ferry", "responses", "max_completion_tokens"), (model.Id, model.Name, model.Family, model.Protocol, model.MaxTokensField));
        Assert.Equal(["ferry-mini"], model.Aliases);
        Assert.Equal((400000, 272000, 128000), (model.ContextWindow, model.MaxInputTokens, model.MaxOutputTokens));
        Assert.Equal(new ValueRange(0, 2.5), model.Temperature);
        Assert.Equal(ModelParameters.Temperature | ModelParameters.TopP | ModelParameters.StopSequences, model.RejectedParameters);
        Assert.Equal(Modalities.Text | Modalities.Image | Modalities.Pdf, model.Input);
        Assert.Equal(ModelStatus.Active, model.Status);
        Assert.Equal((true, false, null), (model.Supports(ModelCapabilities.Tools), model.Supports(ModelCapabilities.ParallelTools), model.Supports(ModelCapabilities.StructuredOutput)));
        Assert.Equal((new DateOnly(2025, 8, 7), new DateOnly(2024, 2, 29)), (model.Released, model.KnowledgeCutoff));
        Assert.Equal(("élan", "https://harbour.example/prices", "2026-07-01"), (model.Extra["region"], model.Extra["price-source"], model.Extra["prices-checked"]));
        Assert.Equal(["low", "high"], model.Reasoning!.Efforts);
        Assert.Equal((true, 1024, null), (model.Reasoning.TakesBudget, model.Reasoning.MinimumBudget, model.Reasoning.MaximumBudget));
        Assert.Equal((true, false), (model.Reasoning.Adaptive, model.Reasoning.CanBeOff));
    }

    [Fact]
    public void Prices_are_decimals_as_they_are_written_and_those_in_force_on_the_day_of_the_check()
    {
        var prices = HarbourModels.Ferry41Mini.Prices!;

        Assert.Equal("0.30", prices.Input!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((new DateOnly(2026, 5, 1), 2.5m, 0.075m, 1m, 2m), (prices.From, prices.Output, prices.CacheRead, prices.CacheWrite, prices.CacheWriteOneHour));
        Assert.Equal((3m, 4m, 5m, 6m, 7m, 8m, 9m, 10m), (prices.InputAudio, prices.CacheReadAudio, prices.OutputAudio, prices.InputImage, prices.OutputImage, prices.Reasoning, prices.ThousandRequests, prices.ThousandWebSearches));
        Assert.Equal((200000, 0.6m, 5m), (Assert.Single(prices.Tiers).AboveInputTokens, prices.Tiers[0].Prices.Input, prices.Tiers[0].Prices.Output));
        Assert.Equal((0.15m, null), (prices.ServiceTiers["batch"].Input, prices.ServiceTiers["batch"].Output));
        Assert.Equal([3m, 0.2m], HarbourModels.Ferry41Mini.OtherPrices.Select(p => p.Input));
        Assert.Equal(3m, HarbourModels.Ferry41Mini.PricesOn(new(2026, 4, 30))!.Input);
    }

    [Fact]
    public void What_the_file_says_holds_for_every_model()
    {
        Assert.All(HarbourModels.All, m => Assert.Equal((new Uri("https://harbour.example/models"), new DateOnly(2026, 7, 2)), (m.Source, m.Checked)));
        Assert.Same(HarbourModels.All[0].Source, HarbourModels.All[1].Source);
    }

    [Fact]
    public void A_model_is_found_by_id_and_by_alias()
    {
        Assert.Same(HarbourModels.BuoyEmbed, HarbourModels.All.Find("buoy-embed"));
        Assert.Same(HarbourModels.Ferry41Mini, HarbourModels.All.FindAlias("ferry-mini"));
        Assert.Null(HarbourModels.All.Find("ferry-mini"));
        Assert.Null(HarbourModels.All.FindAlias("Ferry-Mini"));
        Assert.Equal((1536, 2048), (HarbourModels.BuoyEmbed.EmbeddingDimensions, HarbourModels.BuoyEmbed.MaxEmbeddingInputs));
    }

    [Fact]
    public void A_deprecated_model_names_its_successor_and_its_day()
    {
        var model = HarbourModels.Ferry3_20240229;

        Assert.Equal((ModelStatus.Deprecated, new DateOnly(2026, 12, 31), "ferry-4.1-mini"), (model.Status, model.Retires, model.Successor));
    }

    [Fact]
    public void Places_outside_of_a_table_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HarbourModels.All[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => HarbourModels.All[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => HarbourModels.All.GetId(4));
    }
}

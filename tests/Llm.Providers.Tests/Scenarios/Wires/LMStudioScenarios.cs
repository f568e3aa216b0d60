namespace Llm.Providers.Tests.Scenarios;

public sealed class LMStudioScenarios : ChatClientScenarios<LMStudioWire>
{
    public override Task MultiModal_DescribePdf() => A_pdf_is_refused_by_name();

    public override Task FunctionInvocation_RequireSpecific() => A_demand_for_a_tool_is_left_out_with_a_warning(ChatToolMode.RequireSpecific("get_secret_number"));
}

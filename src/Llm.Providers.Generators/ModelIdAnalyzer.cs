using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Llm.Providers.Generators;

/// <summary>Warns of model ids in code that the catalogs of the referenced packages know as retired, or as lacking what the call needs.</summary>
/// <remarks>An id that no catalog knows is never complained of, nor one on which the catalogs differ.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelIdAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_over = new("LLMP2001", "A model is deprecated or retired", "{0}", "Llm.Providers.Models", DiagnosticSeverity.Warning, true, helpLinkUri: Rules.Help);

    private static readonly DiagnosticDescriptor s_lacks = new("LLMP2002", "A model lacks what the call needs", "{0} cannot {1}; choose a model that can", "Llm.Providers.Models", DiagnosticSeverity.Warning, true, helpLinkUri: Rules.Help);

    /// <summary>Gets the two rules.</summary>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_over, s_lacks];

    /// <summary>Sets the checks up. Without a catalog among the references there is nothing to do.</summary>
    /// <param name="context">Where checks are registered.</param>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (ModelIdSymbols.Of(start.Compilation) is not { } symbols || KnownModels.Of(start.Compilation, symbols.Notes) is not { } known)
            {
                return;
            }

            start.RegisterOperationAction(c => CheckCall(c, (IInvocationOperation)c.Operation, symbols, known), OperationKind.Invocation);
            start.RegisterOperationAction(c => CheckAssignment(c, (ISimpleAssignmentOperation)c.Operation, symbols, known), OperationKind.SimpleAssignment);
            start.RegisterOperationAction(c => CheckTools(c, (IObjectCreationOperation)c.Operation, symbols, known), OperationKind.ObjectCreation);
        });
    }

    private static void CheckCall(OperationAnalysisContext context, IInvocationOperation call, ModelIdSymbols symbols, KnownModels known)
    {
        if (symbols.UseOf(call.TargetMethod) is not { } use)
        {
            return;
        }

        // registry.Resolve("provider/id").CreateChatClient(): the id is in the call before.
        var isResolved = symbols.IsResolvedModel(call.TargetMethod.ContainingType);
        var named = isResolved ? (call.Instance as IInvocationOperation)?.Arguments.FirstOrDefault() : call.Arguments.FirstOrDefault();
        if (named?.Value is not { ConstantValue: { HasValue: true, Value: string reference } } place)
        {
            return;
        }

        var notes = known.Find(reference, isResolved || symbols.IsRegistry(call.TargetMethod.ContainingType) ? null : call.Instance?.Type?.ContainingAssembly);
        if (!isResolved)
        {
            ReportOver(context, place, notes);
        }

        if (use == ModelUse.Conversation && Lack(notes, ModelCapabilities.Chat) && Lack(notes, ModelCapabilities.Completion))
        {
            ReportLack(context, place, notes, "hold a conversation");
        }
        else if (use == ModelUse.Embeddings && Lack(notes, ModelCapabilities.Embeddings))
        {
            ReportLack(context, place, notes, "make embeddings");
        }
    }

    private static void CheckAssignment(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, ModelIdSymbols symbols, KnownModels known)
    {
        if (assignment is { Target: IPropertyReferenceOperation target, Value: { ConstantValue: { HasValue: true, Value: string reference } } place } && symbols.IsModelId(target.Property))
        {
            ReportOver(context, place, known.Find(reference, symbols.IsChatOptions(target.Property.ContainingType) ? null : Owner(target)));
        }
    }

    private static void CheckTools(OperationAnalysisContext context, IObjectCreationOperation creation, ModelIdSymbols symbols, KnownModels known)
    {
        if (creation.Initializer is not { } initializer || !symbols.IsChatOptions(creation.Type))
        {
            return;
        }

        var set = initializer.Initializers.OfType<ISimpleAssignmentOperation>().Where(a => a.Target is IPropertyReferenceOperation).ToLookup(a => ((IPropertyReferenceOperation)a.Target).Property.Name, a => a.Value);
        if (set["ModelId"].FirstOrDefault() is { ConstantValue: { HasValue: true, Value: string reference } } place && set["Tools"].Any(HoldsSomething) && known.Find(reference, null) is var notes && Lack(notes, ModelCapabilities.Tools))
        {
            ReportLack(context, place, notes, "call tools");
        }
    }

    /// <summary>In an object initialiser the settings are of the type that is made, elsewhere of the type of the variable.</summary>
    private static IAssemblySymbol? Owner(IPropertyReferenceOperation target) => target.Instance?.Type?.ContainingAssembly;

    private static bool HoldsSomething(IOperation value) => value switch
    {
        IConversionOperation conversion => HoldsSomething(conversion.Operand),
        ICollectionExpressionOperation list => list.Elements.Length > 0,
        _ => value.ConstantValue is not { HasValue: true, Value: null },
    };

    private static bool Lack(IReadOnlyList<ModelNote> notes, ModelCapabilities capability) => notes.Count > 0 && notes.All(n => (n.Lacks & capability) != 0);

    private static void ReportOver(OperationAnalysisContext context, IOperation place, IReadOnlyList<ModelNote> notes)
    {
        // A constant of a generated class says so itself, by [Obsolete].
        if (notes.Count > 0 && notes.All(n => n.IsOver) && place is not IFieldReferenceOperation { Field.ContainingType: { Name: "Ids", ContainingType: not null } })
        {
            var note = notes.FirstOrDefault(n => n.Status == ModelStatus.Deprecated) ?? notes[0];
            context.ReportDiagnostic(Diagnostic.Create(s_over, place.Syntax.GetLocation(), ObsoleteMessage.Of(note.Id, note.Status, note.Retires, note.Successor)?.TrimEnd('.')));
        }
    }

    private static void ReportLack(OperationAnalysisContext context, IOperation place, IReadOnlyList<ModelNote> notes, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(s_lacks, place.Syntax.GetLocation(), notes[0].Id, what));
}

using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Text;

/// <summary>Where a recovered schedule begins.</summary>
internal static class BeginningReader
{
    public static Core.Beginning Read(Fields fields)
    {
        var kind = fields.String("by");
        var beginning = kind switch
        {
            "enter" => Core.Beginning.NewEnter(fields.Long("length"), fields.Long("adjoint")),
            "resume" => Core.Beginning.NewResume(fields.Long("length"), fields.Long("adjoint"), Held(fields, "held")),
            "recreate" => Core.Beginning.NewRecreate(
                fields.Long("length"),
                fields.Long("adjoint"),
                Held(fields, "held"),
                Held(fields, "first")
            ),
            "swept" => Core.Beginning.NewSwept(fields.Long("length"), fields.Long("adjoint"), Held(fields, "within")),
            "rejoin" => Core.Beginning.NewRejoin(fields.Long("step")),
            "catch-up" => Core.Beginning.NewCatchUp(fields.Long("step")),
            _ => throw new FormatException($"start: there is no way to begin by {kind}"),
        };
        fields.End();
        return beginning;
    }

    private static FSharpList<Core.HeldCheckpoint> Held(Fields fields, string name) =>
        ListModule.OfSeq(fields.Objects(name).Select(Held));

    private static Core.HeldCheckpoint Held(Fields fields)
    {
        var held = new Core.HeldCheckpoint(
            fields.Level("level").level,
            fields.Long("step"),
            fields.Name("holds", Names.Holdings),
            fields.Long("context"),
            fields.Long("until")
        );
        fields.End();
        return held;
    }
}

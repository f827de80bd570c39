using Schedules.Samples.Acoustic;

namespace Schedules.Interleavings;

/// <summary>Calls of a team in quick succession, of which one may fail at a row: which,
/// is picked.</summary>
internal static class RowsProgram
{
    private const int Rows = 3;

    public static void Run(int threads, int calls, bool fails)
    {
        var team = new RowTeam(Rows, threads);
        var done = new int[Rows];
        var failing = fails ? Interleaving.Pick(calls * Rows, "fails") : -1;
        for (var call = 0; call < calls; call++)
        {
            var (bad, thrown, working) = (failing / Rows == call ? failing % Rows : -1, false, 0);
            Array.Clear(done);
            try
            {
                team.Run(
                    (first, last) =>
                    {
                        working++;
                        Interleaving.Point("work on row", first);
                        for (var row = first; row < last; row++)
                            if (row != bad)
                                done[row]++;
                        working--;
                        if (first <= bad && bad < last)
                            throw new InvalidTimeZoneException($"row {bad}");
                    }
                );
            }
            catch (InvalidTimeZoneException wrong) when (wrong.Message == $"row {bad}")
            {
                thrown = true;
            }

            if (thrown != bad >= 0)
                Interleaving.Fail($"row {bad} fails, and the call {(thrown ? "fails" : "does not")}");
            if (working > 0)
                Interleaving.Fail("somebody is still at work");
            if (Array.Exists(done, count => count > 1 || (count == 0 && !thrown)))
                Interleaving.Fail($"rows are done {string.Join(", ", done)} times");
        }
    }
}

namespace Schedules.Native;

/// <summary>What code of Tapenade is to do, as in adBinomial.h.</summary>
internal enum BinomialAction
{
    PushSnapshot = 1,
    LookSnapshot = 2,
    PopSnapshot = 3,
    Advance = 4,
    FirstTurn = 5,
    Turn = 6,
}

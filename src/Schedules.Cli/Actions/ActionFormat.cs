namespace Schedules.Cli.Actions;

/// <summary>Text forms of actions.</summary>
internal enum ActionFormat
{
    /// <summary>The arrays of the reference data.</summary>
    Json,

    /// <summary>A line for people.</summary>
    Text,

    /// <summary>Configure, Clear, Write, Read, ….</summary>
    Step,

    /// <summary>takeshot, advance, firsturn, youturn, restore, terminate.</summary>
    Classic,

    /// <summary>H-Revolve's F, B, W, R, D, WF, DF, and its condensed views.</summary>
    Operations,
}

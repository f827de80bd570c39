namespace Schedules.Testing;

/// <summary>Ways in which a stream can be broken, each of which a referee refuses.</summary>
public enum StreamFault
{
    /// <summary>A Reverse is missing.</summary>
    ReverseLeftOut,

    /// <summary>A Reverse is there twice.</summary>
    ReverseRepeated,

    /// <summary>A Forward starts a step after where the forward stands.</summary>
    ForwardElsewhere,

    /// <summary>A Forward does not write restart data that are read later.</summary>
    CheckpointNotWritten,

    /// <summary>A Copy or Move takes its checkpoint from a level that has none.</summary>
    CheckpointReadElsewhere,

    /// <summary>A checkpoint is not deleted after its last use.</summary>
    CheckpointLeftBehind,

    /// <summary>The last action is missing.</summary>
    EndLeftOut,
}

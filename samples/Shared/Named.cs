namespace Schedules.Samples;

/// <summary>A value with the word that the command line has for it, which is what help shows.</summary>
internal readonly record struct Named<T>(string Word, T Value)
{
    public override string ToString() => Word;
}

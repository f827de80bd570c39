namespace Schedules.Mpi.Tests;

/// <summary>What happens to the directory of one rank between two starts.</summary>
internal static class Damage
{
    /// <summary>Removes or damages a file, or removes it all; says what it did.</summary>
    /// <param name="directory">The rank's, if it is there.</param>
    /// <param name="random">By which it is chosen.</param>
    public static string OneFile(string directory, Random random)
    {
        var files = Directory.Exists(directory)
            ? Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Order().ToArray()
            : [];
        if (files.Length == 0)
            return "nothing to damage";
        var file = files[random.Next(files.Length)];
        switch (random.Next(3))
        {
            case 0:
                Directory.Delete(directory, recursive: true);
                return $"{directory} removed";
            case 1:
                File.Delete(file);
                return $"{file} removed";
            default:
                var bytes = File.ReadAllBytes(file);
                if (bytes.Length > 0)
                    bytes[random.Next(bytes.Length)] ^= 8;
                File.WriteAllBytes(file, bytes);
                return $"{file} damaged";
        }
    }
}

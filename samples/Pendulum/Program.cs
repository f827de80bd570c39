using Schedules.Samples.Pendulum;

switch (args)
{
    case ["gradient"]:
        Examples.Gradient();
        return 0;
    case ["check"]:
        ArrayPendulum.Check(Console.Out);
        return 0;
    case ["hessian"]:
        Hessian.Print();
        return 0;
    case ["budget"]:
        Questions.Budget();
        return 0;
    case ["functionals"]:
        Questions.Functionals();
        return 0;
    case ["progress"]:
        Questions.Progress();
        return 0;
    case ["directory", var directory]:
        Questions.Place(directory);
        return 0;
    case ["differences"]:
        Examples.Differences();
        return 0;
    case ["families"]:
        Examples.Families();
        return 0;
    case ["crash", var directory]:
        Examples.Crash(directory);
        return 0;
    case ["resume", var directory]:
        Examples.Resume(directory);
        return 0;
    default:
        Console.Error.WriteLine(
            "wanted: gradient | check | hessian | budget | functionals | progress | directory DIRECTORY | differences | families | crash DIRECTORY | resume DIRECTORY"
        );
        return 2;
}

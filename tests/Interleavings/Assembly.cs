// A program that is explored has one thread that runs, and gives way to another as fast as
// the machine lets it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

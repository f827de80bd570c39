using Schedules.Samples.Device;

return ThreeLevels.Run(Console.Out) ? 0 : 1;

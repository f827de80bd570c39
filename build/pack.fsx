/// Writes the NuGet packages to artifacts/.
#load "shared/Steps.fsx"

open Shell
open Steps

helpOf "pack" (List.ofArray fsi.CommandLineArgs[1..])
let Built = restore () |> build

sh "dotnet pack Schedules.slnx -c Release --no-build --nologo -o artifacts" []

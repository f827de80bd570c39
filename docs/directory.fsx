(**
---
title: My own directory
category: Recipes
categoryindex: 3
index: 6
---
# My own directory

Without anything said, checkpoints on disk go to a new directory among the temporary files of the system, which is gone afterwards. `RunOptions.Directory` names another parent for it, such
as a local scratch disk. A directory of your own, with a quota, is a store:
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
open Pages

source "Questions.cs" "directory"
(*** include-it-raw ***)

(*** hide ***)
System.IO.Directory.CreateTempSubdirectory("pages-").FullName
|> fun place -> pendulum [ "directory"; place ]
(*** include-it-raw ***)

(**
Files that are not the store's stay as they are. One run at a time uses a directory; processes that run together share one with `Rank`. To survive a crash, give
`RunOptions.Journal` a directory: checkpoints, journal and adjoint are in it, and [a run that is killed](resuming.html) goes on. In the network file system of a cluster it survives the machine, too.
*)

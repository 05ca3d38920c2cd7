# The measures of a pole as a plain R script computes them, with igraph and sna, timed inside one process.
#
#     Rscript r_battery.R FOLDER ROUNDS SECONDS
#
# A round lasts SECONDS or more. FOLDER holds actors.csv (id, sector) and links.csv (source, target: each linked pair
# once). Prints one line per measure, "measure,seconds of processor,rounds", then "megabytes,peak"; writes the values to
# FOLDER/MEASURE.csv.

suppressPackageStartupMessages({
  library(igraph)
  library(sna)
})

given <- commandArgs(trailingOnly = TRUE)
folder <- given[1]
rounds <- as.integer(given[2])
LONG <- 10 # seconds of one call beyond which it is not repeated
ROUND <- as.numeric(given[3]) # seconds that a round lasts at least: R's clock counts in hundredths

actors <- read.csv(file.path(folder, "actors.csv"), colClasses = "character", encoding = "UTF-8")
links <- read.csv(file.path(folder, "links.csv"), colClasses = "character", encoding = "UTF-8")
graph <- graph_from_data_frame(links, directed = FALSE, vertices = actors)
matrix <- as_adjacency_matrix(graph, sparse = FALSE)

roles <- function() {
  # sna counts both directions of a link and so each pair of partners twice; w_IO of an undirected graph is b_O's twin
  counts <- sna::brokerage(matrix, actors$sector)$raw.nli / 2
  data.frame(
    coordinator = counts[, "w_I"], itinerant = counts[, "w_O"], boundary = counts[, "b_IO"] + counts[, "b_OI"],
    liaison = counts[, "b_O"], total = counts[, "t"], row.names = actors$id
  )
}

measures <- list(
  actor_betweenness = function() igraph::betweenness(graph, normalized = TRUE),
  actor_harmonic_closeness = function() igraph::harmonic_centrality(graph, normalized = TRUE),
  actor_clustering = function() setNames(igraph::transitivity(graph, "local", isolates = "NaN"), V(graph)$name),
  actor_constraint = function() igraph::constraint(graph),
  actor_brokerage_table = roles
)

spent <- function() sum(proc.time()[1:2])

for (name in names(measures)) {
  measure <- measures[[name]]
  start <- spent()
  found <- measure()
  once <- spent() - start
  times <- once
  if (once <= LONG) {
    # as many calls as it takes for the clock to tell
    calls <- 1
    repeat {
      start <- spent()
      for (k in seq_len(calls)) measure()
      lasted <- spent() - start
      if (lasted >= ROUND || calls >= 4096) break
      calls <- calls * 2
    }
    times <- numeric(rounds)
    for (round in seq_len(rounds)) {
      start <- spent()
      for (k in seq_len(calls)) measure()
      times[round] <- (spent() - start) / calls
    }
  }
  write.csv(as.data.frame(found), file.path(folder, paste0(name, ".csv")), row.names = TRUE)
  cat(name, format(median(times), digits = 6), length(times), sep = ",")
  cat("\n")
}

status <- tryCatch(readLines("/proc/self/status"), error = function(e) character(), warning = function(w) character())
peak <- grep("^VmHWM", status, value = TRUE)
if (length(peak)) cat("megabytes,", as.numeric(gsub("[^0-9]", "", peak)) / 1024, "\n", sep = "")

#!/bin/bash
bin/neo4j-admin import --database=neo4j --delimiter=";" --array-delimiter="|" --quote="'" --force=true --nodes="Disease-header.csv,Disease-part.*" --relationships="Disease_resembles-header.csv,Disease_resembles-part.*"

# ./console with its AOT cache, from what `make build` made.
FROM eclipse-temurin:25-jre
WORKDIR /app
COPY console-cli/target/lib/*[^T].jar console-cli/target/lib/
COPY console-cli/target/lib/*T.jar console-cli/target/lib/
COPY console-cli/target/console-cli.jar console-cli/target/
# logs:verify, logs:backfill and logs:restore are log-ingest's, in a process of their own.
COPY log-ingest/target/lib log-ingest/target/lib
COPY log-ingest/target/log-ingest.jar log-ingest/target/
COPY console ./
COPY bin/train-console bin/
# The cache fits one JVM only, so it is made with the one that will use it.
RUN echo "$JAVA_HOME" >console-cli/target/java-home && bin/train-console
USER 10001:10001
ENTRYPOINT ["/app/console"]

# Every target is a line or two; what is long lives in bin/. `make` prints this help.
SHELL := /bin/bash
export JAVA_HOME := $(shell bin/find-jdk)
export MAVEN_OPTS := --sun-misc-unsafe-memory-access=allow $(MAVEN_OPTS)
MVN := mvn -B -q $(MAVEN_ARGS)

.DEFAULT_GOAL := help
.PHONY: help run demo stop reset build test test-faults fuzz smoke bench-orders bench-ingest fmt clean engine compose-up compose-down compose-test clickhouse-standin

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## build what is missing and run everything, in one terminal (ports: bin/run --help)
	@bin/run

demo: ## one order's way through the running system, told with its real events
	@./console demo

stop: ## stop what make run started
	@bin/run stop

reset: ## stop it and remove its data
	@bin/run reset

engine: devstack/node_modules ## the ClickHouse engine's library, from npm
devstack/node_modules: devstack/package-lock.json
	cd devstack && npm ci --silent && touch node_modules

build: engine ## compile, check and package every part, without tests
	$(MVN) package -DskipTests
	@$(MAKE) --no-print-directory console-cli/target/console.aot
	@bin/train-services

# A make of its own, because the jars that it depends on are known only after the build.
console-cli/target/console.aot: console-cli/target/console-cli.jar $(wildcard console-cli/target/lib/*.jar)
	@bin/train-console

test: engine ## every test against real servers, but for the fault rounds (INFRA=testcontainers: in Docker)
	$(MVN) -T 1C package -DskipTests $(if $(INFRA),-Dinfra=$(INFRA))
	$(MVN) verify $(if $(INFRA),-Dinfra=$(INFRA))

test-faults: engine ## kill, stop and starve the parts (FAULTS_ROUNDS=20 seeded kills); prints a table
	bin/test-faults

fuzz: engine ## requests at random, made from the OpenAPI documents (FUZZ_SECONDS=60 per service, FUZZ_SEED repeats a run)
	$(MVN) verify -pl designs-service,orders-service -am -Dtest='*FuzzTest' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dfuzz.seconds=$(or $(FUZZ_SECONDS),60) $(if $(FUZZ_SEED),-Dfuzz.seed=$(FUZZ_SEED))

smoke: ## make run, the four curls, logs:view, logs:verify: checks the main job and stops again
	bin/smoke

bench-orders: build ## what an order costs, against its own SQL transaction by hand (bench/README.md); about 8 minutes
	@$(JAVA_HOME)/bin/java -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $(BENCH) -jar bench/target/bench.jar

bench-ingest: build ## the ways from Kafka into the log, ClickHouse's own Kafka engine among them (bench/README.md); about 8 minutes
	@$(JAVA_HOME)/bin/java -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $(BENCH) -cp bench/target/bench.jar atelier.bench.ingest.IngestBench

compose-up: build ## everything in Docker, on the official images (docs/docker.md)
	docker compose --profile console build --quiet
	docker compose up -d --wait --wait-timeout 300

compose-down: ## stop it; the data stays (docker compose down -v removes it)
	docker compose --profile console down

compose-test: build ## the main job in Docker, with restarts, a kill and scaling; takes down what it started
	bin/compose-test

clickhouse-standin: build ## only where no image can be pulled: devstack's ClickHouse under the real image's name
	bin/clickhouse-standin

fmt: ## format the sources
	$(MVN) spotless:apply

clean: ## delete what was built (not the data in .devstack)
	$(MVN) clean

# Everything runs from a virtual environment in .venv, which machine/venv.py makes and makes anew when it must.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# Side by side, each with servers of its own; the closing lines name the slowest.
WORKERS ?= logical
TEST := $(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=worksteal --durations=10

# What is compiled once is kept, whatever this machine asks of its own programs: processes start much sooner.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-fast packages faults hosts image bare audit bench lint format words lock $(READY)

help:
	@echo 'make run        el portal de demostración (PORT y HOST, si se quieren otros)'
	@echo 'make test       todas las pruebas (ARGS, para escoger; WORKERS, cuántas a la vez)'
	@echo 'make test-fast  sin navegador, sin procesos aparte y sin las que prueban mucho de una vez'
	@echo 'make faults     las de discos llenos, sin red, con poca memoria y con partes detenidas (como administrador)'
	@echo 'make hosts      las de dos equipos unidos por un cable (como administrador)'
	@echo 'make image      construye la imagen de producción y la prueba en marcha (con buildah o docker)'
	@echo 'make bare       las dos órdenes en un Debian 12 y un 13 recién instalados (como administrador)'
	@echo 'make audit      cada página, juzgada por axe, HTML_CodeSniffer, vnu y Lighthouse (con node y java)'
	@echo 'make bench      las mediciones de rendimiento'
	@echo 'make lint       revisión de estilo, plantillas, capas, tipos, licencias y migraciones'
	@echo 'make format     da formato al código'
	@echo 'make words      pone al día las palabras que tienen inglés, y las compila'
	@echo 'make lock       fija de nuevo las versiones de las dependencias'

run: $(READY)
	@exec env PORTAL_ENV="$${PORTAL_ENV:-demo}" $(BIN)/python manage.py run_portal

test: packages $(READY)
	@$(TEST) $(ARGS)

test-fast: packages $(READY)
	@$(TEST) -m 'not browser and not processes and not thorough' $(ARGS)

bare:
	@$(PYTHON) -m machine.bare $(ARGS)

packages:
	@$(PYTHON) -m machine.packages

faults: $(READY)
	@$(BIN)/python -m pytest tests/machine/faults.py tests/faults/scenarios/*.py $(ARGS)

hosts: $(READY)
	@$(BIN)/python -m pytest tests/machine/hosts.py $(ARGS)

audit: $(READY)
	@$(BIN)/python -m tests.audit $(ARGS)

bench: $(READY)
	@$(BIN)/python -m tests.benchmarks $(ARGS)

image: $(READY)
	@$(PYTHON) -m machine.image

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/djlint --quiet --check templates
	$(BIN)/lint-imports
	$(BIN)/python -m machine.licences
	PORTAL_ENV=test $(BIN)/mypy
	PORTAL_ENV=test $(BIN)/python manage.py makemigrations --check --dry-run
	PORTAL_ENV=test PORTAL_BASE_URL=https://localhost SECRET_KEY=$$(head -c 48 /dev/urandom | base64) \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

words: $(READY)
	$(BIN)/python -m tests.translations

lock: $(READY)
	CUSTOM_COMPILE_COMMAND='make lock' $(COMPILE) --output-file requirements.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND='make lock' $(COMPILE) --extra demo --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

$(READY):
	@$(PYTHON) -m machine.venv

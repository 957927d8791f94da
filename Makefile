# make serve and make test are all that most people need; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
SITE_VENV := .venv
TEST_VENV := .venv-test
SDK_VENV := .venv-sdk
SAGEMAKER_VENV := .venv-sagemaker-sdk
TOOLS_VENV := .venv-tools
SITE := $(SITE_VENV)/bin/python
TEST := $(TEST_VENV)/bin/python
TOOLS := $(TOOLS_VENV)/bin/python
export PYTHONPATH := $(CURDIR)
export PYTHONDONTWRITEBYTECODE :=

SAMPLE_TESTS := -m pytest -c tests/samples/pytest.ini --rootdir=. --confcutdir=tests/samples tests/samples
SDK_NAMES = $(SDK_VENV)/bin/python scripts/sdk_names.py $(SDK_VENV)/lib/python3*/site-packages $(SAGEMAKER_VENV)/lib/python3*/site-packages
.PHONY: help serve test test-site test-samples test-sagemaker-sdk test-fast site offline release book audit check journal recheck neighbours graph schemas api api-check sdk-names sdk-names-check paste-names api-diff lock update audit-locks lint lint-web types clean setup setup-data setup-test setup-sdk setup-sagemaker-sdk setup-tools

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

serve: setup ## serve the site with live reload of pages, data, macros, scripts and styles (PORT=8000)
	@$(SITE) -m cloud_ml_platforms serve --port $(PORT)

# The samples keep one core busy: they run beside the rest, and what they say comes after it.
test: ## run all tests but those of SageMaker SDK v3; installs browser and nginx on Debian as root, else says how
	@told=$$(mktemp) && trap 'rm -f "$$told"' EXIT && { $(MAKE) test-samples > "$$told" 2>&1 & samples=$$!; \
		$(MAKE) test-site; site=$$?; wait $$samples; samples=$$?; cat "$$told"; exit $$((site + samples)); }

test-site: setup-test ## run the tests of data, pages and scripts
	@CHROMIUM="$$($(TEST) scripts/browser.py)" && NGINX="$$($(TEST) scripts/nginx.py)" && export CHROMIUM NGINX && \
		$(TEST) -m pytest -n auto --dist worksteal

test-samples: setup-sdk ## run every sample against the pinned SDKs (requirements/sdk.txt), without a network
	@$(SDK_VENV)/bin/python $(SAMPLE_TESTS)

test-sagemaker-sdk: setup-sagemaker-sdk sdk-names-check ## the same for SageMaker Python SDK v3 and the code of the container: an environment of a gigabyte
	@$(SAGEMAKER_VENV)/bin/python $(SAMPLE_TESTS)

test-fast: setup-test ## run the tests that need neither the built site, nor a browser, nor all of the real data
	@$(TEST) -m pytest -n auto --dist worksteal -m "not site and not browser and not data"

site: setup ## build the site into site/
	@$(SITE) -m cloud_ml_platforms site

offline: setup ## build the folder that works from disk (file://) into offline/, and a zip of it into dist/
	@$(SITE) -m cloud_ml_platforms offline

release: setup ## build the site with its downloads (zip, book, sheets) into release/, compressed, with headers and checksums
	@$(SITE) -m cloud_ml_platforms paste-names --check && $(SITE) scripts/pango.py && $(SITE) -m cloud_ml_platforms release

book: site ## make the PDFs, the book and the sheets, into dist/
	@$(SITE) scripts/pango.py && $(SITE) -m cloud_ml_platforms book

audit: setup-test ## axe on every page, Lighthouse, the Nu HTML checker (with npm and Java if installed), the speed of the search; ARGS=--all-rows looks at every row page
	@CHROMIUM="$$($(TEST) scripts/browser.py)" && export CHROMIUM && $(TEST) -m cloud_ml_platforms.site.audit $(ARGS)

check: setup-data ## validate the data and the journal, every fault with file and line; ARGS="--base main" compares with that commit, not the last
	@$(SITE) -m cloud_ml_platforms check $(ARGS)

# As typed, not as make or the shell would read it: a reason may hold $, quotes and backticks.
override KIND := $(value KIND)
override WHY := $(value WHY)
override ONLY := $(value ONLY)
export KIND WHY ONLY

journal: setup-data ## write a journal entry for every fact that changed: KIND=vendor|correction|wording|new|shape WHY='one line'; of some records only: ONLY="id id"
	@$(SITE) -m cloud_ml_platforms journal

recheck: setup-data ## interactive: review questions whose rows changed, then read sources again, first those that conferences and end dates affect, then by importance and age; ARGS="--minutes 120", "--list 20", "--platform azure-ml"
	@$(SITE) -m cloud_ml_platforms recheck $(ARGS)

neighbours: setup-data ## print what rows claim beside what their neighbours claim: ROWS="id id", or all
	@ROWS="$(ROWS)" $(SITE) -m cloud_ml_platforms neighbours

graph: setup-test ## draw which room of the package imports which, in the language of Graphviz
	@$(TEST_VENV)/bin/import-linter drawgraph --show-import-totals cloud_ml_platforms

schemas: setup-data ## write the JSON Schemas of data/ again
	@$(SITE) -m cloud_ml_platforms schemas

api: setup-sdk ## write the API surface of the pinned SDKs (requirements/sdk.txt) to data/api/
	@$(SDK_VENV)/bin/python -m cloud_ml_platforms.api_surface extract

api-check: setup-sdk ## fail when data/api/ is not what the pinned SDKs say
	@$(SDK_VENV)/bin/python -m cloud_ml_platforms.api_surface extract --check

sdk-names: setup-sdk setup-sagemaker-sdk ## write cloud_ml_platforms/topics/paste/sdk_names.txt, the names that "Paste and check" knows, from the pinned SDKs
	@$(SDK_NAMES)

sdk-names-check: setup-sdk setup-sagemaker-sdk ## fail when cloud_ml_platforms/topics/paste/sdk_names.txt is not what they say
	@$(SDK_NAMES) --check

paste-names: setup ## write data/paste_names.json, what scripts/paste.py looks for: before a release
	@$(SITE) -m cloud_ml_platforms paste-names

api-diff: setup setup-tools ## compare data/api/ with the newest SDKs; changes to cited names come first
	@PYTHON="$(PYTHON)" SITE="$(SITE)" TOOLS="$(TOOLS)" scripts/api-diff.sh

lint: setup-test lint-web types ## format and lint all
	@$(TEST) -m ruff format . && $(TEST) -m ruff check --fix .

types: setup-test ## mypy, strict, and the import rules between the rooms
	@$(TEST) -m mypy && $(TEST_VENV)/bin/lint-imports

lint-web: setup-test ## scripts and styles of web/: types, lint, unit tests
	@cd web && node="../$(TEST) ../scripts/node.py run" && $$node node_modules/typescript/bin/tsc && \
		$$node node_modules/@biomejs/biome/bin/biome lint --error-on-warnings && \
		$$node --test --test-reporter=dot "scripts/**/*.test.js"

lock: setup-tools ## write requirements/*.txt again after a change of requirements/*.in; the rest stays
	@$(TOOLS) scripts/locks.py

update: setup-tools ## show what newer versions the locks could have; ARGS=--apply takes them
	@$(TOOLS) scripts/locks.py --upgrade $(ARGS)

audit-locks: setup-tools ## find known vulnerabilities in locked packages, Python and npm, and faults in the workflows (needs a network)
	@$(TOOLS) scripts/audit_locks.py

clean: ## remove what was built, and the environments
	@rm -rf site offline release dist .build $(SITE_VENV) $(TEST_VENV) $(SDK_VENV) $(SAGEMAKER_VENV) $(TOOLS_VENV) .venv-node docs/r docs/q docs/p docs/compare/limits docs/compare/names docs/reference/changes docs/decks docs/api docs/feeds docs/_gen docs/assets/*.js docs/assets/*.css web/node_modules cloud_ml_platforms/site/audit/node_modules

setup-data: # what reads and checks the data: no Node.js
	@$(PYTHON) scripts/bootstrap.py $(SITE_VENV) requirements/site.txt

setup: setup-data
	@$(SITE) scripts/node.py install web

setup-test:
	@$(PYTHON) scripts/bootstrap.py $(TEST_VENV) requirements/test.txt && $(TEST) scripts/pango.py && $(TEST) scripts/node.py install web --dev

setup-sdk:
	@$(PYTHON) scripts/bootstrap.py $(SDK_VENV) requirements/sdk.txt

setup-sagemaker-sdk:
	@$(PYTHON) scripts/bootstrap.py $(SAGEMAKER_VENV) requirements/sagemaker-sdk.txt

setup-tools:
	@$(PYTHON) scripts/bootstrap.py $(TOOLS_VENV) requirements/tools.txt

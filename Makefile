# Two doors, one implementation: every rule calls setup_env.py, which needs only Python 3.11.
PYTHON ?= python3

.PHONY: report test figures bench docs lock clean
report:
	@$(PYTHON) setup_env.py report
test:
	@$(PYTHON) setup_env.py test
figures:
	@$(PYTHON) setup_env.py figures
bench:
	@$(PYTHON) setup_env.py bench
docs:
	@$(PYTHON) setup_env.py docs
lock: # needs uv; only when setup.cfg changes
	echo "setuptools>=77" | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url setup.cfg - -o requirements.lock
	echo "setuptools>=77" | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url setup.cfg - --extra test -c requirements.lock -o requirements-test.lock
clean:
	rm -rf .venv build output

# Two commands do it all: `make monthly` and `make test`.  `make help` lists the rest.
VENV   := .venv
PYTHON ?= python3
BIN    := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN    := $(VENV)/Scripts
endif
RUN    := $(BIN)/python -m pipeline
FORMAT ?= hwpx,docx,pdf
OUT    ?= output

.PHONY: help monthly all bid bid-status start finish plan settlement occasion status pledges agreement query check trace pull diff list due test bench docs lock clean
.DEFAULT_GOAL := help

help: ## 이 도움말을 보여 줍니다
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

monthly: $(VENV)/.ready ## 한 달의 산출물을 모두 만듭니다 [CONTRACT=계약] [MONTH=2019-07] [FORMAT=hwpx,docx,pdf]
	$(RUN) monthly $(CONTRACT) $(if $(MONTH),--month $(MONTH)) --format $(FORMAT) --out $(OUT)

start: $(VENV)/.ready ## 착수 때의 문서를 만듭니다(과업수행계획서·착수계·비상연락망 등) [CONTRACT=계약]
	$(RUN) start $(CONTRACT) --format $(FORMAT) --out $(OUT)

finish: $(VENV)/.ready ## 완료 때의 문서를 만듭니다(완료계·인수인계서·반납·폐기 확인서·최종 추적표) [CONTRACT=계약]
	$(RUN) finish $(CONTRACT) --format $(FORMAT) --out $(OUT)

plan: $(VENV)/.ready ## 발주기관의 사업계획서(방침서)와 붙임을 만듭니다 [CONTRACT=계약]
	$(RUN) plan $(CONTRACT) --format $(FORMAT) --out $(OUT)

settlement: $(VENV)/.ready ## 기술등급별 분기 정산서를 만듭니다 [CONTRACT=계약]
	$(RUN) settlement $(CONTRACT) --format $(FORMAT) --out $(OUT)

occasion: $(VENV)/.ready ## 때때로 내는 문서를 만듭니다(교체 승인요청·교육·변경 합의서 등) [CONTRACT=계약]
	$(RUN) occasion $(CONTRACT) --format $(FORMAT) --out $(OUT)

status: $(VENV)/.ready ## 시스템 현황 보고서(대외비)를 암호를 걸어 만듭니다 PASSWORD_FILE=암호파일 [CONTRACT=계약]
	$(RUN) status $(CONTRACT) --format $(FORMAT) --out $(OUT) $(if $(PASSWORD_FILE),--password-file "$(PASSWORD_FILE)")

all: $(VENV)/.ready ## 계약에서 완료까지 모든 문서를 만듭니다 [CONTRACT=계약]
	$(RUN) all $(CONTRACT) --format $(FORMAT) --out $(OUT)

bid: $(VENV)/.ready ## 기술제안서·요약본·가격제안서를 만듭니다(요구사항 대비표의 쪽수까지) CONTRACT=sample-bid
	$(RUN) bid build $(CONTRACT) --format $(FORMAT) --out $(OUT)

bid-status: $(VENV)/.ready ## 제안서가 어디까지 왔는지 보여 줍니다 CONTRACT=sample-bid
	$(RUN) bid status $(CONTRACT)

query: $(VENV)/.ready ## 불일치 질의서와 질의 관리대장을 만듭니다 [CONTRACT=계약]
	$(RUN) query $(CONTRACT) --format $(FORMAT) --out $(OUT)

pledges: $(VENV)/.ready ## 보안서약서를 한 사람에 한 장씩 만듭니다 [CONTRACT=계약]
	$(RUN) pledges $(CONTRACT) --format $(FORMAT) --out $(OUT)

agreement: $(VENV)/.ready ## 개인정보처리위탁 계약서를 만듭니다 [CONTRACT=계약]
	$(RUN) agreement $(CONTRACT) --format $(FORMAT) --out $(OUT)

check: $(VENV)/.ready ## 계약 자료와 기록에서 잘못된 곳을 찾습니다 [CONTRACT=계약]
	$(RUN) check $(CONTRACT)

trace: $(VENV)/.ready ## 요구사항추적표를 만듭니다 [CONTRACT=계약] [MONTH=2019-08] [SINCE=이전_requirements.yaml]
	$(RUN) trace make $(CONTRACT) $(if $(MONTH),--month $(MONTH)) $(if $(SINCE),--since "$(SINCE)") --out $(OUT)

pull: $(VENV)/.ready ## 검토한 추적표에서 판정과 의견을 거둡니다 FILE=요구사항추적표.xlsx [CONTRACT=계약]
	$(RUN) trace pull $(CONTRACT) "$(FILE)" --out $(OUT)

diff: $(VENV)/.ready ## 정정공고·과업변경의 앞뒤를 견줍니다 OLD=이전_requirements.yaml NEW=계약 [CHANGES=xlsx,hwpx]
	$(RUN) trace diff "$(OLD)" "$(NEW)" $(if $(CHANGES),--format $(CHANGES))

list: $(VENV)/.ready ## 계약이 요구하는 산출물과 기한을 보여 줍니다 CONTRACT=계약
	$(RUN) list $(CONTRACT)

due: $(VENV)/.ready ## 언제까지 무엇을 할지 보여 줍니다 [CONTRACT=계약] [UNTIL=2019-07-31] [ICS=이행일정.ics]
	$(RUN) due $(CONTRACT) $(if $(UNTIL),--until $(UNTIL)) $(if $(ICS),--ics "$(ICS)")

test: $(VENV)/.tested ## 시험에 필요한 것을 설치하고 모든 시험을 돌립니다
	$(BIN)/python -m pytest

bench: $(VENV)/.tested ## 다른 도구와 나란히 속도를 잽니다
	$(BIN)/python bench/monthly.py
	$(BIN)/python bench/forms.py
	$(BIN)/python bench/read.py
	$(BIN)/python bench/trace.py
	$(BIN)/python bench/imports.py

docs: $(VENV)/.tested ## docs/errors.md와 docs/deliverables.md를 다시 만듭니다
	$(BIN)/python -m tests.errors.catalogue
	$(BIN)/python -m tests.build.deliverables_page

lock: ## requirements.lock을 다시 만듭니다
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install -q ".[test]"
	.venv-lock/bin/python -m pip freeze --exclude deliverables-pipeline > requirements.lock
	rm -rf .venv-lock build *.egg-info

clean: ## 만든 것을 지웁니다 (output은 남깁니다)
	rm -rf $(VENV) build *.egg-info .pytest_cache

$(VENV)/.ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c requirements.lock -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.ready
	$(BIN)/python -m pip install -q --disable-pip-version-check -c requirements.lock -e ".[test]"
	@touch $@

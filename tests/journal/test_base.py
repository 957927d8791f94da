"""The data is held against what a commit says by its own code; branches that change different facts merge."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import WORLD, plant

from cloud_ml_platforms.catalog.load import read_catalog, yaml_paths
from cloud_ml_platforms.check.run import check_rules
from cloud_ml_platforms.command import main
from cloud_ml_platforms.journal.base import KEPT_COMMITS, BaseError, base_of
from cloud_ml_platforms.journal.entries import JournalError, add_entries, check_journal
from cloud_ml_platforms.journal.git import FOREIGN
from cloud_ml_platforms.paths import ROOT

TELLS = """
import json, pathlib
fact = pathlib.Path("data/fact.txt").read_text()
print(json.dumps({"facts": {"a": fact}, "sources": {}, "journal": {}, "reviewed": {}, "addresses": [], "lacking": {}}))
"""


@dataclass
class Project:
    """A project in a folder, under git."""

    root: Path

    @property
    def data(self):
        return self.root / "data"

    def git(self, *arguments):
        who = ("-c", "user.name=A test", "-c", "user.email=test@example.org")
        return subprocess.run(["git", *who, *arguments], cwd=self.root, check=True, capture_output=True, text=True)

    def commit(self, *arguments):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "A test", *arguments)

    def says(self, fact):
        """Change the only fact."""
        (self.data / "fact.txt").write_text(fact, encoding="utf-8")


@pytest.fixture(autouse=True)
def _no_hook(monkeypatch):
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)


def small(root):
    """A project whose code tells one fact, `a`: first, in its first commit."""
    project = Project(root)
    (root / "cloud_ml_platforms").mkdir(parents=True)
    (root / "cloud_ml_platforms" / "__main__.py").write_text(TELLS, encoding="utf-8")
    project.data.mkdir()
    project.says("first")
    (root / ".gitignore").write_text(".build/\n__pycache__/\n", encoding="utf-8")
    return project


@pytest.fixture
def project(tmp_path):
    """The small project, whose second commit says another fact."""
    small_project = small(tmp_path / "project")
    small_project.git("init", "-q", "-b", "main")
    small_project.commit()
    small_project.says("second")
    small_project.commit()
    return small_project


def fact_of(project, commit="HEAD"):
    return base_of(commit, project.data).facts["a"]


def test_a_commit_tells_its_own_facts_whatever_is_edited(project):
    project.says("third")
    assert (fact_of(project), fact_of(project, "HEAD^")) == ("second", "first")
    assert len(project.git("worktree", "list").stdout.splitlines()) == 1


def test_a_branch_is_held_against_the_commit_at_which_it_began(project):
    project.git("switch", "-q", "-c", "branch", "HEAD^")
    project.says("mine")
    project.commit()
    assert fact_of(project, "main") == "first"


def test_what_a_commit_said_is_kept_and_of_old_answers_the_newest(project, monkeypatch):
    folder = project.root / ".build" / "facts"
    folder.mkdir(parents=True)
    for number in range(KEPT_COMMITS + 3):
        (folder / f"{number}.json").write_text("{}", encoding="utf-8")
    assert fact_of(project) == "second"
    assert len(list(folder.iterdir())) == KEPT_COMMITS
    monkeypatch.setattr("cloud_ml_platforms.journal.base._printed_facts", lambda *_: pytest.fail("asked again"))
    assert fact_of(project) == "second"


def test_a_damaged_answer_is_asked_for_again(project):
    fact_of(project)
    (answer_file,) = (project.root / ".build" / "facts").iterdir()
    answer_file.write_text("{", encoding="utf-8")
    assert fact_of(project) == "second"


def test_a_hook_of_git_and_a_folder_within_a_repository_change_nothing(tmp_path, monkeypatch):
    within = small(tmp_path / "all" / "guide")
    Project(tmp_path / "all").git("init", "-q", "-b", "main")
    within.commit()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "all" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "elsewhere"))
    within.says("second")
    assert fact_of(within) == "first"


def test_without_git_there_is_nothing_to_compare_with(project, monkeypatch):
    shutil.rmtree(project.root / ".git")
    assert base_of("HEAD", project.data) is None
    project.git("init", "-q", "-b", "main")
    assert base_of("HEAD", project.data) is None, "no commit yet"
    project.commit()
    assert base_of("HEAD^", project.data) is None, "the first commit has none before it"
    assert base_of("0" * 40, project.data) is None, "what CI says of a new branch"
    monkeypatch.setenv("PATH", "/nowhere")
    assert base_of("HEAD", project.data) is None


def test_the_check_says_in_a_line_that_it_compared_with_nothing(checked_world, capsys):
    assert main(["check"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "found no commit to compare with: facts, journal and addresses are compared with nothing",
        "no faults",
    ]
    with pytest.raises(JournalError, match="expected a clone with git"):
        add_entries("vendor", "A test", data=checked_world)


def test_a_shallow_clone_has_what_it_needs_or_says_what_is_missing(project, tmp_path):
    for depth in ("1", "2"):
        project.git("clone", "-q", "--depth", depth, f"file://{project.root}", str(tmp_path / depth))
    assert fact_of(Project(tmp_path / "2"), "HEAD^") == "first"
    with pytest.raises(BaseError, match=r"no commit HEAD\^ in this shallow clone; expected it: git fetch --deepen=1"):
        base_of("HEAD^", tmp_path / "1" / "data")


def test_a_commit_that_is_no_commit_is_told(project):
    with pytest.raises(BaseError, match="found no commit mian; expected one of this repository"):
        base_of("mian", project.data)
    with pytest.raises(BaseError, match="found no commit --help;"):
        base_of("--help", project.data)


@pytest.mark.parametrize("code", ["import not_installed_here", "print('{}')"])
def test_a_commit_whose_code_cannot_run_is_told_with_what_to_do(project, code):
    (project.root / "cloud_ml_platforms" / "__main__.py").write_text(code, encoding="utf-8")
    project.commit()
    with pytest.raises(
        BaseError, match=r"cannot print its facts: found .* name another commit, make check ARGS="
    ) as caught:
        base_of("HEAD", project.data)
    assert len(str(caught.value).splitlines()) == 1
    assert ("not_installed_here" in str(caught.value)) == (code != "print('{}')")
    assert len(project.git("worktree", "list").stdout.splitlines()) == 1


def test_the_check_fails_with_that_line(checked_world, monkeypatch, capsys):
    def missing(*_):
        raise BaseError("No base, and what to do")

    monkeypatch.setattr("cloud_ml_platforms.command.base_of", missing)
    assert main(["check"]) == 1
    assert capsys.readouterr().err == "No base, and what to do\n"


# Branches --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    """The package with the small world, committed on main."""
    project = Project(tmp_path_factory.mktemp("guide"))
    for name in ("cloud_ml_platforms", "web/styles"):
        shutil.copytree(ROOT / name, project.root / name)
    for name in ("data", "docs"):
        shutil.copytree(WORLD / name, project.root / name)
    (project.root / ".gitignore").write_text(".build/\n__pycache__/\n", encoding="utf-8")
    project.git("init", "-q", "-b", "main")
    project.commit()
    return project


def faults(project, base):
    catalog, files, yaml_faults = read_catalog(project.data, yaml_paths(project.data))
    return [str(fault) for fault in yaml_faults or [*check_rules(catalog, files), *check_journal(catalog, files, base)]]


def change_fact(project, branch, row, source):
    """On a branch from main, change a fact of a row, with evidence from a new source, and write the entry."""
    project.git("switch", "-q", "-c", branch, "main")
    catalog, _, _ = read_catalog(project.data, yaml_paths(project.data))
    path = project.data / "capabilities" / f"{catalog.row_capability[row].id}.yml"
    cell = catalog.rows[row].platforms["alpha"]
    plant(path, cell.ways[0].how, f"Today {cell.ways[0].how}")
    old = cell.all_evidence[0].source
    start = path.read_text(encoding="utf-8").index(f"  - id: {row}\n")
    text = path.read_text(encoding="utf-8")
    at = text.index(f"source: {old}", start)
    path.write_text(f"{text[:at]}source: {source}{text[at + len(f'source: {old}') :]}", encoding="utf-8")
    home = project.data / "sources" / "alpha.yml"
    entries = re.split(r"(?m)^(?=  - id: )", home.read_text(encoding="utf-8"))
    example = next(entry for entry in entries if entry.startswith(f"  - id: {old}\n"))
    new = example.replace(f"id: {old}", f"id: {source}", 1)
    home.write_text("".join([entries[0], *sorted([*entries[1:], new])]), encoding="utf-8")
    assert add_entries("vendor", f"A test on {branch}", (), project.data) == 1
    changed = project.git("status", "--porcelain").stdout.split()[1::2]
    assert len(changed) == 3, f"one file of facts, one of sources, one entry: {changed}"
    project.commit()


@pytest.mark.data
def test_branches_that_change_different_facts_merge_both_ways(guide):
    change_fact(guide, "one", "ep-rollback", "al-a-test")
    change_fact(guide, "two", "ep-zero", "al-the-test")
    main_says = base_of("main", guide.data)
    for mine, theirs in (("one", "two"), ("two", "one")):
        guide.git("switch", "-q", "-C", "merged", mine)
        guide.git("merge", "-q", "--no-edit", theirs)
        assert faults(guide, main_says) == []
        catalog, _, _ = read_catalog(guide.data, yaml_paths(guide.data))
        assert [change.why for change in catalog.changes[-2:]] == ["A test on one", "A test on two"]
    catalog, files, _ = read_catalog(guide.data, yaml_paths(guide.data))
    assert check_journal(catalog, files, base_of("HEAD^", guide.data)) == [], "against what it was merged into"

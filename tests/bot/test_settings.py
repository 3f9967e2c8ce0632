from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import PREFIX, Settings, SettingsInvalid
from checks.model import Platform

EXAMPLE = Path(__file__).parents[2] / ".env.example"
NAMES = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in, with nothing set."""
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_lists_every_setting_once_and_no_other() -> None:
    listed = re.findall(r"^#? ?(SEGAR_[A-Z_]+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == NAMES


def test_every_setting_in_the_example_has_a_line_of_explanation_before_it() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for before, line in pairwise(lines):
        if line.startswith(PREFIX):
            assert before.startswith("# "), line
            assert len(before) > 20, line


def test_the_example_copied_as_it_is_gives_the_defaults(home: Path) -> None:
    (home / ".env").write_bytes(EXAMPLE.read_bytes())
    assert Settings.read() == Settings(_env_file=None)


def test_the_fixed_names_are_settings() -> None:
    assert {
        "SEGAR_TELEGRAM_TOKEN",
        "SEGAR_TELEGRAM_API",
        "SEGAR_DATABASE_URL",
        "SEGAR_ALLOW_PRIVATE",
        "SEGAR_INSTAGRAM_TOKEN",
        "SEGAR_INSTAGRAM_OFFICE_ID",
        "SEGAR_FACEBOOK_TOKEN",
        "SEGAR_X_TOKEN",
        "SEGAR_YOUTUBE_KEY",
        "SEGAR_THREADS_TOKEN",
        "SEGAR_PLATFORM_API",
    } <= NAMES


def test_what_is_empty_means_the_default(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".env").write_text("".join(f"{name}=\n" for name in NAMES), "utf-8")
    assert Settings.read() == Settings(_env_file=None)
    for name in NAMES:
        monkeypatch.setenv(name, "")
    assert Settings.read() == Settings(_env_file=None)


def test_the_environment_goes_before_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".env").write_text(
        "\ufeffSEGAR_CONTACT=file\nSEGAR_HEALTH_LISTEN=0.0.0.0:80\n", "utf-8"
    )
    monkeypatch.setenv("SEGAR_CONTACT", "environment")
    settings = Settings.read()
    assert (settings.contact, settings.health_address) == ("environment", ("0.0.0.0", 80))


def test_values_are_read_as_they_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEGAR_TELEGRAM_TOKEN", " 42:abc \n")
    monkeypatch.setenv("SEGAR_TELEGRAM_API", "http://127.0.0.1:8081/")
    monkeypatch.setenv("SEGAR_ALLOW_PRIVATE", "127.0.0.1:8080, [::1]:80 ,intranet.local:443,")
    monkeypatch.setenv("SEGAR_PLATFORM_API", '{"x": "http://127.0.0.1:18300/x"}')
    monkeypatch.setenv("SEGAR_LOG_LEVEL", "warning")
    monkeypatch.setenv("SEGAR_EVIDENCE_FOLDER", "/var/lib/segar/bukti")
    settings = Settings.read()
    assert settings.evidence_folder == Path("/var/lib/segar/bukti")
    assert settings.telegram_token == SecretStr("42:abc")
    assert settings.telegram_api == "http://127.0.0.1:8081"
    assert settings.allow_private == {"127.0.0.1:8080", "[::1]:80", "intranet.local:443"}
    assert settings.platform_api == {Platform.X: "http://127.0.0.1:18300/x"}
    assert settings.log_level == "WARNING"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SEGAR_TELEGRAM_API", "api.telegram.org"),
        ("SEGAR_TELEGRAM_API", "ftp://api.telegram.org"),
        ("SEGAR_TELEGRAM_API", "https://"),
        ("SEGAR_ALLOW_PRIVATE", "http://127.0.0.1:8080"),
        ("SEGAR_ALLOW_PRIVATE", "127.0.0.1:eighty"),
        ("SEGAR_HEALTH_LISTEN", "8421"),
        ("SEGAR_HEALTH_LISTEN", "127.0.0.1:99999"),
        ("SEGAR_LOG_LEVEL", "LOUD"),
        ("SEGAR_PLATFORM_API", "not json"),
        ("SEGAR_PLATFORM_API", '["x"]'),
        ("SEGAR_PLATFORM_API", '{"myspace": "http://127.0.0.1:1"}'),
        ("SEGAR_PLATFORM_API", '{"x": 5}'),
    ],
)
def test_a_value_that_can_not_be_read_is_one_sentence_that_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid) as raised:
        Settings.read()
    sentence = str(raised.value)
    assert sentence.startswith(f"The setting {name} can't be read: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "pydantic" not in sentence


def test_a_file_in_another_encoding_is_one_sentence(home: Path) -> None:
    (home / ".env").write_bytes(b"SEGAR_CONTACT=caf\xe9\n")
    with pytest.raises(
        SettingsInvalid, match=r"^The file \.env is no UTF-8 text; save it as such\.$"
    ):
        Settings.read()


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    endings = ("_TOKEN", "_KEY", "_SECRET")
    secrets = {name: f"hush-{name.lower()}" for name in NAMES if name.endswith(endings)}
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SEGAR_DATABASE_URL", "postgresql+psycopg://segar:hush@127.0.0.1/segar")
    settings = Settings.read()
    assert "hush" not in f"{settings!r} {settings}"
    assert settings.secrets == set(secrets.values())


@pytest.mark.parametrize(
    "given", ['{"x": "https://www.instagram.com/instagram"}', '{"x": "two words"}', '{"x": 1}']
)
def test_a_control_account_is_one_of_its_platform(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGAR_CONTROL_ACCOUNTS", given)
    with pytest.raises(SettingsInvalid, match="SEGAR_CONTROL_ACCOUNTS"):
        Settings.read()

"""Settings, from the environment or a file `.env`; every name starts with PRAKTIJKGIDS_."""

from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import AwareDatetime, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """How Praktijkgids runs here."""

    model_config = SettingsConfigDict(env_prefix="PRAKTIJKGIDS_", env_file=".env", extra="ignore")

    database: str = Field("sqlite:///praktijkgids.db", description="The database: sqlite:///FILE or postgresql://…")
    catalogue: Path = Field(Path("praktijkgids-catalogue"), description="Folder with what was imported from SBB")
    cache: Path = Field(
        user_cache_path("praktijkgids"), description="Folder for what is quicker to keep than to make anew"
    )
    telegram_token: SecretStr | None = Field(None, description="The bot's token, from @BotFather")
    telegram_name: str = Field("PraktijkgidsBot", description="The bot's name, for links; `serve` asks Telegram for it")
    telegram_server: str = Field(
        "https://api.telegram.org", description="The Bot API server; a self-hosted one is fine"
    )
    webhook_url: str | None = Field(None, description="Public https address for updates; without it the bot polls")
    webhook_secret: SecretStr | None = Field(None, description="Required with a webhook: 1-256 of A-Za-z0-9_-")
    webhook_host: str = Field("127.0.0.1", description="Address to listen on for the webhook")
    webhook_port: int = Field(8080, description="Port to listen on for the webhook")
    now: AwareDatetime | None = Field(None, description="For rehearsals: pretend that it is this moment")

    def clock(self) -> datetime:
        """The present moment in UTC, or the one that is rehearsed."""
        return self.now.astimezone(UTC) if self.now else datetime.now(UTC)

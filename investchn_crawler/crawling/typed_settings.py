"""Whether the settings that were typed can be meant: Scrapy reads most of them when the crawl has begun."""

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, Settings

from investchn_crawler import settings as project


class SettingError(ValueError):
    """A setting that cannot be meant; its text is a sentence for the person at the shell."""


def check_settings(settings: BaseSettings) -> None:
    """SettingError where a setting of the command line is no number, or no switch, and its default is one."""
    for name in settings:
        if settings.getpriority(name) == SETTINGS_PRIORITIES["cmdline"]:
            _check(name, settings)


def _check(name: str, settings: BaseSettings) -> None:
    default = getattr(project, name, Settings().get(name))
    try:
        if isinstance(default, bool):
            settings.getbool(name)
        elif isinstance(default, int) and hasattr(project, name):
            settings.getint(name)
        elif isinstance(default, int | float):  # Scrapy reads some of its whole numbers as fractions
            settings.getfloat(name)
    except ValueError:
        how = "write 1 or 0" if isinstance(default, bool) else f"write a number, as {name}={default}"
        raise SettingError(f"-s {name}={settings[name]}: {how}.") from None

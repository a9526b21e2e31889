"""The colours of the screen: dark, light and high contrast, chosen by a word people can type."""

from textual.theme import Theme

from monitor.words import N_

DARK = Theme(
    name="dark",
    primary="#0178D4",
    secondary="#004578",
    accent="#ffa62b",
    warning="#ffa62b",
    error="#e06c75",
    success="#4EBF71",
    foreground="#e0e0e0",
    variables={"text-disabled": "#8e8e8e", "block-cursor-background": "#01569b"},
)
LIGHT = Theme(
    name="light",
    primary="#004578",
    secondary="#0178D4",
    accent="#9a4d00",
    warning="#8a5a00",
    error="#b00020",
    success="#1b6b36",
    surface="#eceff1",
    panel="#dfe4e8",
    background="#fafafa",
    foreground="#101010",
    dark=False,
    variables={
        "primary-background": "#dfe4e8",
        "text-muted": "#4a4a4a",
        "text-disabled": "#666666",
        "block-cursor-foreground": "#ffffff",
    },
)
# White, yellow and black, and nothing between that an eye could miss: every pair of colours is at least 7 to 1.
CONTRAST = Theme(
    name="contrast",
    primary="#00d7ff",
    secondary="#00d7ff",
    accent="#ffff00",
    warning="#ffd700",
    error="#ff8787",
    success="#5fff87",
    surface="#000000",
    panel="#000000",
    boost="#1c1c1c",
    background="#000000",
    foreground="#ffffff",
    variables={
        "text-muted": "#ffffff",
        "text-disabled": "#b8b8b8",
        "text-primary": "#00d7ff",
        "text-accent": "#ffff00",
        "text-warning": "#ffd700",
        "text-error": "#ff8787",
        "text-success": "#5fff87",
        "primary-background": "#000000",
        "accent-muted": "#404000",
        "success-muted": "#000000",
        "warning-muted": "#000000",
        "panel-lighten-1": "#303030",
        "panel-lighten-2": "#ffffff",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
    },
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST)}
THEME_NAMES = {"dark": N_("深色"), "light": N_("浅色"), "contrast": N_("高对比")}

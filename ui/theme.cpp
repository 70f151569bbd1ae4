#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPalette>
#include <QRegularExpression>
#include <QToolTip>

#include "ui/desktop.h"
#include "ui/focus.h"
#include "ui/fonts.h"
#include "ui/style.h"

static void initResources() {
    Q_INIT_RESOURCE(steward);
}

namespace steward::ui {
namespace {

constexpr std::array themeKeys{"light", "dark", "highContrast"};
constexpr std::array styleKeys{"display", "title",       "heading", "body",   "bodyStrong",
                               "small",   "smallStrong", "caption", "figure", "mono"};

QByteArray resource(const char* name) {
    QFile file(QStringLiteral(":/steward/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly)) qFatal("The resource %s is missing", name);
    return file.readAll();
}

// "#RRGGBB" or "#RRGGBBAA".
QColor parseColor(const QString& text) {
    const bool hasAlpha = text.size() == 9;
    QColor color(hasAlpha ? text.left(7) : text);
    if (hasAlpha) color.setAlpha(text.mid(7).toInt(nullptr, 16));
    return color;
}

QJsonValue valueAt(QJsonValue value, std::string_view path) {
    for (const QString& step : QString::fromUtf8(path.data(), qsizetype(path.size())).split(u'.')) {
        bool isIndex = false;
        const int index = step.toInt(&isIndex);
        value = isIndex ? value.toArray().at(index - 1) : value.toObject().value(step);
    }
    return value;
}

// "0 8px 24px #10151F24, 0 1px 3px #10151F1A"
QList<ShadowLayer> parseShadow(const QString& text) {
    static const QRegularExpression layer(QStringLiteral(R"(0 (\d+)px (\d+)px (#[0-9A-Fa-f]+))"));
    QList<ShadowLayer> layers;
    for (const QRegularExpressionMatch& match : layer.globalMatch(text)) {
        layers.append({match.captured(1).toInt(), match.captured(2).toInt(), parseColor(match.captured(3))});
    }
    return layers;
}

QFont makeFont(const QString& family, const QJsonObject& scale) {
    QFont font(family);
    font.setPixelSize(scale.value(QLatin1String("px")).toInt());
    font.setWeight(QFont::Weight(scale.value(QLatin1String("weight")).toInt()));
    font.setHintingPreference(QFont::PreferNoHinting);
    if (font.pixelSize() >= 18) font.setLetterSpacing(QFont::PercentageSpacing, font.pixelSize() >= 24 ? 98.5 : 99);
    return font;
}

QPalette paletteOf(const Theme& theme) {
    const auto color = [&](ColorRole role) { return theme.color(role); };
    QPalette palette;
    palette.setColor(QPalette::Window, color("surface.canvas"));
    palette.setColor(QPalette::WindowText, color("text.primary"));
    palette.setColor(QPalette::Base, color("surface.panel"));
    palette.setColor(QPalette::AlternateBase, color("surface.panelAlt"));
    palette.setColor(QPalette::Text, color("text.primary"));
    palette.setColor(QPalette::PlaceholderText, color("text.tertiary"));
    palette.setColor(QPalette::Button, color("surface.panel"));
    palette.setColor(QPalette::ButtonText, color("text.primary"));
    palette.setColor(QPalette::BrightText, color("danger.fg"));
    palette.setColor(QPalette::Highlight, color("accent.fill"));
    palette.setColor(QPalette::HighlightedText, color("accent.on"));
    palette.setColor(QPalette::Link, color("text.link"));
    palette.setColor(QPalette::LinkVisited, color("text.link"));
    palette.setColor(QPalette::ToolTipBase, color("surface.tooltip"));
    palette.setColor(QPalette::ToolTipText, color("text.onTooltip"));
    palette.setColor(QPalette::Light, color("surface.raised"));
    palette.setColor(QPalette::Midlight, color("border.subtle"));
    palette.setColor(QPalette::Mid, color("border.default"));
    palette.setColor(QPalette::Dark, color("border.strong"));
    palette.setColor(QPalette::Shadow, color("border.control"));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, color("text.disabled"));
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, color("surface.panelAlt"));
    palette.setColor(QPalette::Disabled, QPalette::Button, color("surface.panelAlt"));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color("surface.pressed"));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, color("text.disabled"));
    return palette;
}

QString styleSheetOf(const Theme& theme) {
    static const QString source = QString::fromUtf8(resource("style.qss"));
    static const QRegularExpression name(QStringLiteral(R"(@([A-Za-z0-9.]*[A-Za-z0-9]))"));
    QString sheet;
    qsizetype end = 0;
    for (const QRegularExpressionMatch& match : name.globalMatch(source)) {
        const std::optional<ColorRole> role = ColorRole::named(match.captured(1).toStdString());
        if (!role) qFatal("style.qss names no token: @%s", qUtf8Printable(match.captured(1)));
        const QColor color = theme.color(*role);
        sheet += QStringView(source).mid(end, match.capturedStart() - end);
        sheet += QStringLiteral("rgba(%1,%2,%3,%4)")
                     .arg(color.red())
                     .arg(color.green())
                     .arg(color.blue())
                     .arg(color.alpha());
        end = match.capturedEnd();
    }
    sheet += QStringView(source).mid(end);
    return sheet;
}

}  // namespace

Theme& Theme::current() {
    static QPointer<Theme> theme;
    if (!theme) theme = new Theme(qApp);
    return *theme;
}

Theme::Theme(QObject* parent) : QObject(parent) {
    Q_ASSERT(parent);
    initResources();
    loadFonts();
    load();
}

void Theme::load() {
    const QJsonDocument document = QJsonDocument::fromJson(resource("tokens.json"));
    const QJsonObject root = document.object();
    for (std::size_t kind = 0; kind < themeKeys.size(); ++kind) {
        const QJsonValue theme = root.value(QLatin1String("themes")).toObject().value(QLatin1String(themeKeys[kind]));
        for (std::size_t role = 0; role < colorNames.size(); ++role) {
            colors_[kind][role] = parseColor(valueAt(theme, colorNames[role]).toString());
        }
        shadows_[kind] = {parseShadow(valueAt(theme, "shadow.popup").toString()),
                          parseShadow(valueAt(theme, "shadow.dialog").toString())};
    }
    for (std::size_t metric = 0; metric < metricNames.size(); ++metric) {
        metrics_[metric] = valueAt(valueAt(root, "metric"), metricNames[metric]).toInt();
    }
    for (std::size_t style = 0; style < styleKeys.size(); ++style) {
        const bool isMono = TextStyle(style) == TextStyle::mono;
        const QJsonObject scale = valueAt(valueAt(root, "font.scale"), styleKeys[style]).toObject();
        fonts_[style] =
            makeFont(isMono ? valueAt(root, "font.mono").toString() : QString::fromUtf16(tabularInter), scale);
        lines_[style] = scale.value(QLatin1String("line")).toInt();
    }
}

void Theme::apply(ThemeKind kind) {
    chosen_ = kind;
    if (kind == ThemeKind::system) {
        follow();
    } else {
        show(kind);
    }
}

void Theme::follow() {
    auto* desktop = Desktop::instance();
    connect(desktop, &Desktop::changed, this, &Theme::follow, Qt::UniqueConnection);
    if (chosen_ != ThemeKind::system) return;
    setReducedMotion(desktop->reducedMotion());
    show(desktop->highContrast() ? ThemeKind::highContrast : desktop->dark() ? ThemeKind::dark : ThemeKind::light);
}

void Theme::show(ThemeKind kind) {
    if (applied_ && kind == shown_) return;
    shown_ = kind;
    if (!applied_) {
        applied_ = true;
        QApplication::setStyle(new Style);
        new FocusRing(qApp);
        QApplication::setFont(font(TextStyle::body));
        QToolTip::setFont(font(TextStyle::small));
    }
    const QPalette palette = paletteOf(*this);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    qApp->setStyleSheet(styleSheetOf(*this));
    Q_EMIT changed();
}

void Theme::setReducedMotion(bool reduced) {
    if (reducedMotion_ == reduced) return;
    reducedMotion_ = reduced;
    Q_EMIT changed();
}

QColor Theme::chart(int series) const {
    static const std::size_t first = ColorRole("chart.1").index();
    return colors()[first + std::size_t(series) % 8];
}

QList<QColor> Theme::heat() const {
    const auto first = colors().begin() + qptrdiff(ColorRole("heat.1").index());
    return QList<QColor>(first, first + 6);
}

KindColors Theme::kind(BadgeKind kind) const {
    switch (kind) {
        case BadgeKind::ok:
            return {color("success.bg"), color("success.fg"), color("success.border"), color("success.solid")};
        case BadgeKind::info:
            return {color("info.bg"), color("info.fg"), color("info.border"), color("info.solid")};
        case BadgeKind::warn:
            return {color("warning.bg"), color("warning.fg"), color("warning.border"), color("warning.solid")};
        case BadgeKind::bad:
            return {color("danger.bg"), color("danger.fg"), color("danger.border"), color("danger.solid")};
        case BadgeKind::neutral:
            return {color("neutral.bg"), color("neutral.fg"), color("neutral.border"), color("neutral.solid")};
        case BadgeKind::accent:
            return {color("accent.bg"), color("accent.fg"), color("accent.border"), color("accent.fill")};
    }
    Q_UNREACHABLE();
}

EnvironmentColors Theme::environment(Environment environment) const {
    switch (environment) {
        case Environment::local:
            return {color("env.local.solid"), color("env.local.on"), color("env.local.bg"), color("env.local.fg"),
                    color("env.local.border")};
        case Environment::staging:
            return {color("env.staging.solid"), color("env.staging.on"), color("env.staging.bg"),
                    color("env.staging.fg"), color("env.staging.border")};
        case Environment::production:
            return {color("env.production.solid"), color("env.production.on"), color("env.production.bg"),
                    color("env.production.fg"), color("env.production.border")};
    }
    Q_UNREACHABLE();
}

}  // namespace steward::ui

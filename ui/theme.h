// The look of the console: colours by role, fonts by scale, sizes by name, all from resources/tokens.json.
// GUI thread. One Theme serves the program: `Theme::current()` makes it on first use, owned by QApplication.
// `apply` sets style, palette and one stylesheet on QApplication, so a switch repaints every window. Own painting asks
// Theme::current() in paintEvent and needs no connection; keep no QColor as a member.
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QObject>
#include <array>

#include "ui/tokens.h"

namespace steward::ui {

enum class ThemeKind { light, dark, highContrast, system };
enum class TextStyle { display, title, heading, body, bodyStrong, small, smallStrong, caption, figure, mono };
// What a badge, a banner, a toast or a tag says. Meaning, never decoration; `accent` is for what is chosen.
enum class BadgeKind { ok, info, warn, bad, neutral, accent };
enum class Environment { local, staging, production };

struct KindColors {
    QColor background, text, border, solid;
};
struct EnvironmentColors {
    QColor solid, on, background, text, border;
};
struct ShadowLayer {
    int offsetY = 0, blur = 0;
    QColor color;
};

class Theme : public QObject {
    Q_OBJECT
public:
    static Theme& current();

    // Shows this theme. `system` follows the desktop (dark, high contrast, reduced motion), now and later.
    void apply(ThemeKind kind);
    ThemeKind chosen() const { return chosen_; }  // as asked for, maybe `system`
    ThemeKind shown() const { return shown_; }    // light, dark or highContrast
    bool isDark() const { return shown_ != ThemeKind::light; }

    QColor color(ColorRole role) const { return colors()[role.index()]; }
    // The colour of a role in a theme that may not be the shown one.
    QColor color(ThemeKind kind, ColorRole role) const { return colors_[static_cast<std::size_t>(kind)][role.index()]; }
    QColor chart(int series) const;  // 0-based, starts again after the eighth
    QList<QColor> heat() const;      // from least to most
    KindColors kind(BadgeKind kind) const;
    EnvironmentColors environment(Environment environment) const;

    QFont font(TextStyle style) const { return fonts_[static_cast<std::size_t>(style)]; }
    int lineHeight(TextStyle style) const { return lines_[static_cast<std::size_t>(style)]; }
    int metric(Metric metric) const { return metrics_[metric.index()]; }
    QList<ShadowLayer> popupShadow() const { return shadows_[static_cast<std::size_t>(shown_)][0]; }
    QList<ShadowLayer> dialogShadow() const { return shadows_[static_cast<std::size_t>(shown_)][1]; }

    // With reduced motion every duration is 0 and spinners stand still beside a text that ends in "…".
    bool reducedMotion() const { return reducedMotion_; }
    void setReducedMotion(bool reduced);
    int duration(int milliseconds) const { return reducedMotion_ ? 0 : milliseconds; }

Q_SIGNALS:
    void changed();  // after palette and stylesheet are in place

private:
    using Colors = std::array<QColor, colorNames.size()>;
    explicit Theme(QObject* parent);
    void load();
    void show(ThemeKind kind);
    void follow();
    const Colors& colors() const { return colors_[static_cast<std::size_t>(shown_)]; }

    std::array<Colors, 3> colors_;
    std::array<std::array<QList<ShadowLayer>, 2>, 3> shadows_;
    std::array<QFont, 10> fonts_;
    std::array<int, 10> lines_{};
    std::array<int, metricNames.size()> metrics_{};
    ThemeKind chosen_ = ThemeKind::light;
    ThemeKind shown_ = ThemeKind::light;
    bool reducedMotion_ = false;
    bool applied_ = false;
};

}  // namespace steward::ui

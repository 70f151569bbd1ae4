// Everything that only shows text: never interprets markup, follows the theme.
#pragma once

#include <QLabel>
#include <QList>
#include <QWidget>
#include <optional>

#include "ui/paint.h"

class QGridLayout;

namespace steward::ui {

class Button;

enum class Tone { primary, secondary, tertiary, disabled, link, success, warning, danger, info, accent };

// A QLabel in a text style and tone, PlainText. With setElided(true) it shrinks, ends in "…" and shows all in a
// tooltip.
class Text : public QLabel {
    Q_OBJECT
public:
    explicit Text(const QString& text = {}, TextStyle style = TextStyle::body, Tone tone = Tone::primary,
                  QWidget* parent = nullptr);
    void setTone(Tone tone);
    void setTextStyle(TextStyle style);
    void setElided(bool elided);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    Tone tone_ = Tone::primary;
    bool elided_ = false;
};

// For setToolTip: text that looks like HTML is shown as it is written.
QString plainToolTip(const QString& text);

// Small heading over a part of a panel, with an optional link button at the right.
class SectionHeader : public QWidget {
    Q_OBJECT
public:
    explicit SectionHeader(const QString& title, QWidget* parent = nullptr);
    Button* addLink(const QString& text);  // owned by the header; connect its clicked()

private:
    Text* title_;
};

// Pairs of key and value, one line each: key in secondary text, value, and maybe a remark after it.
class KeyValueList : public QWidget {
    Q_OBJECT
public:
    explicit KeyValueList(QWidget* parent = nullptr, int keyWidth = 88);
    Text* addRow(const QString& key, const QString& value, const QString& remark = {},
                 Tone remarkTone = Tone::tertiary);
    void addWidget(const QString& key, QWidget* value);
    // Under the value of the last row, in as many lines as it needs.
    void addNote(const QString& text, Tone tone = Tone::tertiary);
    void clear();

private:
    QGridLayout* grid_;
    int keyWidth_;
};

// State as text in colour, with a dot: "Active", "Past due".
class Badge : public QWidget {
    Q_OBJECT
public:
    explicit Badge(const QString& text = {}, BadgeKind kind = BadgeKind::neutral, QWidget* parent = nullptr);
    void set(const QString& text, BadgeKind kind);
    QString text() const { return text_; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString text_;
    BadgeKind kind_;
};

// A square little fact: a role, "AA", an environment.
class Tag : public QWidget {
    Q_OBJECT
public:
    explicit Tag(const QString& text, BadgeKind kind = BadgeKind::neutral, QWidget* parent = nullptr);
    Tag(const QString& text, Environment environment, QWidget* parent = nullptr);
    void set(const QString& text, BadgeKind kind);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString text_;
    BadgeKind kind_ = BadgeKind::neutral;
    std::optional<Environment> environment_;
};

// A key as printed on the keyboard: "Ctrl+K", "/".
class KeyCap : public QWidget {
    Q_OBJECT
public:
    explicit KeyCap(const QString& keys, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString keys_;
};

// A tenant's tile (square) or a person's avatar (round).
class LogoTile : public QWidget {
    Q_OBJECT
public:
    explicit LogoTile(const QString& name = {}, int size = 20, bool round = false, QWidget* parent = nullptr);
    void setName(const QString& name);
    void setLogo(const Logo& logo);
    QSize sizeHint() const override { return {size_, size_}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Logo logo_;
    int size_;
    bool round_;
};

// 1 px between parts; `Qt::Vertical` stands 16 px high between controls.
class Separator : public QWidget {
    Q_OBJECT
public:
    explicit Separator(Qt::Orientation orientation = Qt::Horizontal, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Orientation orientation_;
};

// A plain area in the colour of a surface, which follows the theme.
class Surface : public QWidget {
    Q_OBJECT
public:
    explicit Surface(ColorRole role = "surface.panel", QWidget* parent = nullptr) : QWidget(parent), role_(role) {}

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColorRole role_;
};

// A panel with 1 px line and round corners that lays out its content: surface.panel on surface.canvas.
class Card : public QWidget {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    void setRadius(int radius);
    void setLine(ColorRole role);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int radius_ = 10;
    ColorRole line_ = "border.default";
};

}  // namespace steward::ui

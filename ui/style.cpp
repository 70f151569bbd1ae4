#include "ui/style.h"

#include <QAbstractButton>
#include <QFocusFrame>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>

#include "ui/focus.h"
#include "ui/icons.h"
#include "ui/paint.h"

namespace steward::ui {
namespace {

Qt::CheckState checkState(const QStyleOption* option) {
    if (option->state & QStyle::State_NoChange) return Qt::PartiallyChecked;
    return option->state & QStyle::State_On ? Qt::Checked : Qt::Unchecked;
}

void paintScrollBar(QPainter* painter, const QStyleOptionSlider* option, QRect thumb) {
    if (option->maximum <= option->minimum) return;
    const bool held = option->activeSubControls & QStyle::SC_ScrollBarSlider;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::current().color(held ? ColorRole("border.control") : ColorRole("border.strong")));
    painter->drawRoundedRect(thumb.adjusted(2, 2, -2, -2), 3, 3);
    painter->restore();
}

// Radius of the ring: that of the control and its distance.
qreal ringRadius(const QWidget* widget) {
    if (!widget) return 9;
    const QVariant own = widget->property("focusRadius");
    return own.isValid() ? own.toReal() + 3 : 9;
}

}  // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    const Theme& theme = Theme::current();
    const bool enabled = option->state & State_Enabled;
    const bool hovered = option->state & State_MouseOver;
    switch (element) {
        case PE_IndicatorCheckBox:
        case PE_IndicatorItemViewItemCheck:
            return paintCheck(painter, option->rect, checkState(option), enabled, hovered);
        case PE_IndicatorRadioButton:
            return paintRadio(painter, option->rect, option->state & State_On, enabled, hovered);
        case PE_IndicatorArrowDown:
        case PE_IndicatorSpinDown:
        case PE_IndicatorArrowUp:
        case PE_IndicatorSpinUp:
        case PE_IndicatorArrowRight: {
            const char16_t* name = element == PE_IndicatorArrowRight                                 ? u"chevron-right"
                                   : element == PE_IndicatorArrowUp || element == PE_IndicatorSpinUp ? u"chevron-up"
                                                                                                     : u"chevron-down";
            const qreal size = qMin(10, qMin(option->rect.width(), option->rect.height()));
            QRectF box(0, 0, size, size);
            box.moveCenter(QRectF(option->rect).center());
            return paintIcon(painter, box, QString::fromUtf16(name),
                             theme.color(enabled ? ColorRole("text.tertiary") : ColorRole("text.disabled")));
        }
        case PE_FrameFocusRect: {
            if (!keyboardFocus() || qobject_cast<const QAbstractButton*>(widget)) return;
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(theme.color("accent.focus"), 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 5, 5);
            painter->restore();
            return;
        }
        case PE_PanelScrollAreaCorner:
            return;
        default:
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    if (element != CE_FocusFrame) return QProxyStyle::drawControl(element, option, painter, widget);
    const auto* frame = qobject_cast<const QFocusFrame*>(widget);
    const qreal radius = ringRadius(frame ? frame->widget() : nullptr);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(Theme::current().color("accent.focus"), 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    painter->restore();
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !slider) return QProxyStyle::drawComplexControl(control, option, painter, widget);
    paintScrollBar(painter, slider, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget));
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const {
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !slider) return QProxyStyle::subControlRect(control, option, part, widget);
    const bool lies = slider->orientation == Qt::Horizontal;
    const int length = lies ? slider->rect.width() : slider->rect.height();
    const qint64 range = qint64(slider->maximum) - slider->minimum;
    const int thumb =
        range <= 0 ? length : qBound(24, int(qint64(slider->pageStep) * length / (range + slider->pageStep)), length);
    const int start = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition, length - thumb,
                                              slider->upsideDown);
    const auto along = [&](int from, int size) {
        return lies ? QRect(from, 0, size, slider->rect.height()) : QRect(0, from, slider->rect.width(), size);
    };
    switch (part) {
        case SC_ScrollBarSlider:
            return along(start, thumb);
        case SC_ScrollBarGroove:
            return slider->rect;
        case SC_ScrollBarSubPage:
            return along(0, start);
        case SC_ScrollBarAddPage:
            return along(start + thumb, length - start - thumb);
        default:
            return {};
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
        case PM_IndicatorWidth:
        case PM_IndicatorHeight:
        case PM_ExclusiveIndicatorWidth:
        case PM_ExclusiveIndicatorHeight:
            return 14;
        case PM_CheckBoxLabelSpacing:
        case PM_RadioButtonLabelSpacing:
            return 8;
        case PM_ScrollBarExtent:
            return Theme::current().metric("scrollbar");
        case PM_ScrollBarSliderMin:
            return 24;
        case PM_SplitterWidth:
            return Theme::current().metric("splitter");
        case PM_FocusFrameHMargin:
        case PM_FocusFrameVMargin:
            return 3;
        case PM_ButtonIconSize:
        case PM_SmallIconSize:
            return 14;
        case PM_ToolBarIconSize:
        case PM_ListViewIconSize:
            return 16;
        case PM_ScrollView_ScrollBarSpacing:
        case PM_MenuPanelWidth:
        case PM_ButtonShiftHorizontal:
        case PM_ButtonShiftVertical:
            return 0;
        case PM_ToolTipLabelFrameWidth:
            return 1;
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* returned) const {
    switch (hint) {
        case SH_FocusFrame_AboveWidget:
            return 1;
        case SH_FocusFrame_Mask:
            return 0;
        case SH_ToolTipLabel_Opacity:
            return 255;
        case SH_ScrollBar_LeftClickAbsolutePosition:
            return 0;
        case SH_EtchDisabledText:
        case SH_DitherDisabledText:
        case SH_UnderlineShortcut:
            return 0;
        case SH_Widget_Animation_Duration:
        case SH_Widget_Animate:
            return 0;
        case SH_ItemView_ShowDecorationSelected:
            return 1;
        case SH_ComboBox_Popup:
            return 0;
        default:
            return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QScrollBar*>(widget)) widget->setAttribute(Qt::WA_Hover);
}

}  // namespace steward::ui

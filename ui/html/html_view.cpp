#include "ui/html/html_view.h"

#include <litehtml/litehtml.h>

#include <QFontMetrics>
#include <QHash>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QScrollBar>
#include <regex>

#include "ui/theme.h"

#include "ui/fonts.h"

namespace steward::ui {
namespace {

QColor colorOf(const litehtml::web_color& color) {
    return QColor(color.red, color.green, color.blue, color.alpha);
}
QRect rectOf(const litehtml::position& place) {
    return {place.x, place.y, place.width, place.height};
}

// litehtml 0.6 knows weights by their words only: 600 and more in the style sheet become bold.
std::string withNamedWeights(const std::string& html) {
    static const std::regex heavy(R"((font(?:-weight)?:\s*)[6-9]00\b)");
    const auto start = html.find("<style>");
    const auto end = html.find("</style>");
    if (start == std::string::npos || end == std::string::npos || end < start) return html;
    return html.substr(0, start) + std::regex_replace(html.substr(start, end - start), heavy, "$1bold") +
           html.substr(end);
}

QPainterPath rounded(const QRectF& rect, const litehtml::border_radiuses& radius) {
    QPainterPath path;
    const qreal r = std::min({qreal(radius.top_left_x), rect.width() / 2, rect.height() / 2});
    path.addRoundedRect(rect, r, r);
    return path;
}

}  // namespace

// What litehtml asks for: fonts, measures and paint. Holds the document, which refers to it.
class HtmlView::Container final : public litehtml::document_container {
public:
    litehtml::context context;
    litehtml::document::ptr document;
    QSize page{1, 1};
    QPainter* painter = nullptr;  // while the document is drawn

    // With a style sheet of litehtml's own defaults for elements.
    Container() { context.load_master_stylesheet(masterStyle); }

    void load(const std::string& html) {
        document = litehtml::document::createFromUTF8(withNamedWeights(html).c_str(), this, &context);
    }

    litehtml::uint_ptr create_font(const char* names, int size, int weight, litehtml::font_style italic,
                                   unsigned int decoration, litehtml::font_metrics* metrics) override {
        auto font = std::make_unique<QFont>();
        QStringList families;
        for (QString name : QString::fromUtf8(names).split(QLatin1Char(','))) {
            name = name.trimmed().remove(QLatin1Char('\'')).remove(QLatin1Char('"'));
            families << (name == QLatin1String("Inter") ? QString::fromUtf16(tabularInter) : name);
        }
        font->setFamilies(families);
        font->setPixelSize(std::clamp(size, 1, 200));
        font->setWeight(weight >= 600 ? QFont::DemiBold : QFont::Normal);
        font->setItalic(italic == litehtml::fontStyleItalic);
        font->setUnderline(decoration & litehtml::font_decoration_underline);
        const QFontMetrics measure(*font);
        metrics->height = measure.height();
        metrics->ascent = measure.ascent();
        metrics->descent = measure.descent();
        metrics->x_height = measure.xHeight();
        metrics->draw_spaces = false;
        fonts_.push_back(std::move(font));
        return reinterpret_cast<litehtml::uint_ptr>(fonts_.back().get());
    }
    // Fonts live as long as the view: there are a handful.
    void delete_font(litehtml::uint_ptr) override {}
    int text_width(const char* text, litehtml::uint_ptr font) override {
        return QFontMetrics(*reinterpret_cast<QFont*>(font)).horizontalAdvance(QString::fromUtf8(text));
    }
    void draw_text(litehtml::uint_ptr, const char* text, litehtml::uint_ptr font, litehtml::web_color color,
                   const litehtml::position& place) override {
        painter->setFont(*reinterpret_cast<QFont*>(font));
        painter->setPen(colorOf(color));
        painter->drawText(QRect(place.x, place.y, place.width + 2, place.height), Qt::AlignLeft | Qt::AlignVCenter,
                          QString::fromUtf8(text));
    }
    int pt_to_px(int points) const override { return points * 96 / 72; }
    int get_default_font_size() const override { return 13; }
    const char* get_default_font_name() const override { return "Inter"; }
    void draw_list_marker(litehtml::uint_ptr, const litehtml::list_marker&) override {}

    void load_image(const char* source, const char*, bool) override {
        const QByteArray url(source);
        constexpr QByteArrayView prefix("data:image/png;base64,");
        if (!url.startsWith(prefix) || images_.contains(url)) return;
        images_.insert(url, QImage::fromData(QByteArray::fromBase64(url.mid(prefix.size())), "PNG"));
    }
    void get_image_size(const char* source, const char*, litehtml::size& size) override {
        const QImage image = images_.value(QByteArray(source));
        size.width = image.width();
        size.height = image.height();
    }
    void draw_background(litehtml::uint_ptr, const litehtml::background_paint& background) override {
        const QRect box = rectOf(background.is_root ? background.clip_box : background.border_box);
        if (background.color.alpha > 0)
            painter->fillPath(rounded(box, background.border_radius), colorOf(background.color));
        if (const QImage image = images_.value(QByteArray(background.image.c_str())); !image.isNull()) {
            painter->save();
            painter->setClipPath(rounded(rectOf(background.clip_box), background.border_radius), Qt::IntersectClip);
            painter->drawImage(QRect(background.position_x, background.position_y, background.image_size.width,
                                     background.image_size.height),
                               image);
            painter->restore();
        }
    }
    void draw_borders(litehtml::uint_ptr, const litehtml::borders& borders, const litehtml::position& place,
                      bool) override {
        const auto& side = borders.top;
        if (side.width <= 0 || side.style == litehtml::border_style_none || side.style == litehtml::border_style_hidden)
            return;
        const qreal half = side.width / 2.0;
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(colorOf(side.color), side.width));
        painter->drawPath(rounded(QRectF(rectOf(place)).adjusted(half, half, -half, -half), borders.radius));
    }

    void set_caption(const char*) override {}
    void set_base_url(const char*) override {}
    void link(const std::shared_ptr<litehtml::document>&, const litehtml::element::ptr&) override {}
    void on_anchor_click(const char*, const litehtml::element::ptr&) override {}
    void set_cursor(const char*) override {}
    void transform_text(std::string&, litehtml::text_transform) override {}
    void import_css(std::string&, const std::string&, std::string&) override {}
    void set_clip(const litehtml::position& place, const litehtml::border_radiuses& radius, bool, bool) override {
        painter->save();
        painter->setClipPath(rounded(rectOf(place), radius), Qt::IntersectClip);
    }
    void del_clip() override { painter->restore(); }
    void get_client_rect(litehtml::position& client) const override { client = {0, 0, page.width(), page.height()}; }
    std::shared_ptr<litehtml::element> create_element(const char*, const litehtml::string_map&,
                                                      const std::shared_ptr<litehtml::document>&) override {
        return nullptr;
    }
    void get_media_features(litehtml::media_features& media) const override {
        media.type = litehtml::media_type_screen;
        media.width = media.device_width = page.width();
        media.height = media.device_height = page.height();
        media.color = 8;
        media.monochrome = 0;
        media.color_index = 256;
        media.resolution = 96;
    }
    void get_language(std::string& language, std::string& culture) const override {
        language = "en";
        culture.clear();
    }

private:
    static constexpr const char* masterStyle =
        "html,body,div,p,h1,form,address{display:block}head,title,style,script,meta{display:none}"
        "span,label{display:inline}img{display:inline-block}input,button{display:inline-block}";
    std::vector<std::unique_ptr<QFont>> fonts_;
    QHash<QByteArray, QImage> images_;
};

HtmlView::HtmlView(QWidget* parent) : QAbstractScrollArea(parent), container_(std::make_unique<Container>()) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
}

HtmlView::~HtmlView() {
    container_->document.reset();
}

void HtmlView::setHtml(std::string html) {
    if (html == html_) return;
    html_ = std::move(html);
    layOut();
    setAccessibleDescription(plainText());
}

void HtmlView::setPageWidth(int width) {
    pageWidth_ = width;
    layOut();
}

double HtmlView::scale() const {
    return pageWidth_ > viewport()->width() && pageWidth_ > 0 ? double(viewport()->width()) / pageWidth_ : 1.0;
}

// The document is made anew: percentages of its height and media queries follow the size of the page.
void HtmlView::layOut() {
    const int width = pageWidth_ > 0 ? pageWidth_ : viewport()->width();
    container_->page = {std::max(1, width), std::max(1, int(viewport()->height() / scale()))};
    container_->document.reset();
    if (html_.empty()) return viewport()->update();
    container_->load(html_);
    container_->document->render(container_->page.width());
    const int height = int(container_->document->height() * scale());
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    viewport()->update();
}

QString HtmlView::plainText() const {
    if (!container_->document) return {};
    std::string text;
    container_->document->root()->get_text(text);
    return QString::fromStdString(text).simplified();
}

void HtmlView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    if (!container_->document) return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.scale(scale(), scale());
    const int left = pageWidth_ > 0 ? int(std::max(0.0, viewport()->width() / scale() - pageWidth_) / 2) : 0;
    const litehtml::position clip(0, 0, container_->page.width(),
                                  container_->page.height() + verticalScrollBar()->value());
    painter.translate(left, -verticalScrollBar()->value());
    painter.setClipRect(0, 0, container_->page.width(),
                        std::max(container_->document->height(), container_->page.height()));
    container_->painter = &painter;
    container_->document->draw(0, 0, 0, &clip);
}

void HtmlView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

}  // namespace steward::ui

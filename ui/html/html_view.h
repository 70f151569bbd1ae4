// Shows a page of HTML and CSS 2.1 as it is served: no script runs, nothing is fetched, links and fields do nothing.
// Pictures are data: URLs of PNG; everything else is left out. GUI thread.
#pragma once

#include <QAbstractScrollArea>
#include <memory>
#include <string>

namespace steward::ui {

class HtmlView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HtmlView(QWidget* parent = nullptr);
    ~HtmlView() override;

    // UTF-8. Keeps the place it was scrolled to.
    void setHtml(std::string html);
    // The words of the page, for screen readers and tests.
    QString plainText() const;
    // Lays the page out for this width and scales it down to what there is; 0: the width of the view.
    void setPageWidth(int width);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Container;
    void layOut();
    double scale() const;

    std::string html_;
    std::unique_ptr<Container> container_;
    int pageWidth_ = 0;
};

}  // namespace steward::ui

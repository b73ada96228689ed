//! The elements that a page's reading tells apart; all others are `Other`, an inline element without a meaning of its own.

macro_rules! tags {
    ($($name:ident $text:literal)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Tag { $($name,)* Other }

        impl Tag {
            /// The element of that name, in letters of any case.
            pub fn of(name: &str) -> Tag {
                let mut lower = [0u8; 10];
                let Some(lower) = lower.get_mut(..name.len()) else { return Tag::Other };
                lower.copy_from_slice(name.as_bytes());
                lower.make_ascii_lowercase();
                match std::str::from_utf8(lower).unwrap_or_default() {
                    $($text => Tag::$name,)*
                    _ => Tag::Other,
                }
            }
        }
    };
}

tags! {
    Html "html" Head "head" Body "body" Title "title" Meta "meta" Link "link" Base "base" Script "script" Style "style"
    Noscript "noscript" Template "template" Textarea "textarea" Iframe "iframe" Object "object" Svg "svg" Math "math"
    Article "article" Section "section" Main "main" Header "header" Footer "footer" Nav "nav" Aside "aside" Div "div"
    H1 "h1" H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6" P "p" Pre "pre" Blockquote "blockquote" Address "address" Center "center"
    Ul "ul" Ol "ol" Li "li" Dl "dl" Dt "dt" Dd "dd" Figure "figure" Figcaption "figcaption" Details "details" Summary "summary"
    Table "table" Caption "caption" Thead "thead" Tbody "tbody" Tfoot "tfoot" Tr "tr" Td "td" Th "th" Col "col"
    Form "form" Fieldset "fieldset" Input "input" Button "button" Select "select" Option "option" Label "label" Dialog "dialog"
    Menu "menu" A "a" Br "br" Hr "hr" Wbr "wbr" Img "img" Source "source" Track "track" Embed "embed" Area "area" Param "param"
    Audio "audio" Video "video" Canvas "canvas" Time "time" Sup "sup"
}

impl Tag {
    /// Has no contents and no end tag.
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Meta | Link | Base | Br | Hr | Wbr | Img | Source | Track | Embed | Area | Param | Input | Col
        )
    }

    /// Stands on lines of its own, and ends an open paragraph.
    pub fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Article | Section | Main | Header | Footer | Nav | Aside | Div | H1 | H2 | H3 | H4 | H5 | H6 | P | Pre
                | Blockquote | Address | Center | Ul | Ol | Li | Dl | Dt | Dd | Figure | Figcaption | Details | Summary
                | Table | Caption | Thead | Tbody | Tfoot | Tr | Td | Th | Form | Fieldset | Dialog | Menu | Hr | Option
        )
    }

    /// Never holds an article's prose.
    pub fn is_furniture(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Title | Script | Style | Noscript | Template | Textarea | Iframe | Object | Svg | Math | Footer | Nav | Aside
                | Figcaption | Button | Select | Option | Label | Dialog | Menu | Audio | Video | Canvas
        )
    }

    /// An end tag inside does not close what is open outside.
    pub fn is_boundary(self) -> bool {
        matches!(self, Tag::Table | Tag::Td | Tag::Th | Tag::Caption)
    }

    pub fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }
}

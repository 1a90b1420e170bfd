/** The banner's own few rules: the pages' style sheet is the visitors', and the banner isn't theirs. */
export const BANNER_CSS = `
[data-banner]{padding:12px;border-block-end:1px solid #0003;background:#fff4d6;color:#3d2c00;font-size:14px;line-height:24px}
[data-banner] :is(nav,details p){display:flex;flex-wrap:wrap;column-gap:16px}
[data-banner] :is(a,summary){padding-block:4px;text-decoration:underline}
[data-banner] [aria-current]{font-weight:700;text-decoration:none}
`

/**
 * A few of antd's parts (scroll locks, measuring scroll bars) write a style element without asking for the nonce, and
 * the page's policy would block it. Every style element that the page itself makes gets it here; markup from elsewhere
 * (innerHTML, a parser) never passes this way and stays blocked.
 */
export function giveStylesNonce(page: Document, nonce: string): void {
  const create = page.createElement.bind(page) as (name: string, options?: ElementCreationOptions) => HTMLElement
  const made = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options)
    if (name === 'style') element.nonce = nonce
    return element
  }
  page.createElement = made as Document['createElement']
}

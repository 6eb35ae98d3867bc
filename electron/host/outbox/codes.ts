/** One-time codes 验证码 (R-CUST-37): asked once for what a person reviewed and lets go, proved by the partner. */

import { readable } from '#host/outbox/reading.ts'
import type { Desk } from '#host/outbox/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { instant, requiredText, text } from '#host/sync/wire.ts'
import { AppError } from '#shared/errors.ts'

/** The partner's words about a code: surely not applied, and a new code helps. */
const reasons: Readonly<Record<string, string>> = {
  'CBC.99004008': 'expired',
  'CBC.99004009': 'often',
  'CBC.99004010': 'wrong',
}

const refusedCode = (reason: string): AppError =>
  new AppError('invalid-input', { retry: 'after-fix', field: 'code', detail: { reason } })

/** Whether the partner refused a call for want of a code that is good now. */
export const wantsCode = ({ outcome, value }: PartnerError): boolean =>
  outcome === 'refused' && value.vendor?.code != null && value.vendor.code in reasons

export class Codes {
  readonly #desk: Desk
  readonly #needed: () => boolean

  constructor(desk: Desk, needed: () => boolean) {
    this.#desk = desk
    this.#needed = needed
  }

  /** Whether the account has code verification on, by the last word of the desk. */
  get needed(): boolean {
    return this.#needed()
  }

  /** Sends a code to whom the credential belongs; `sentTo` comes masked. Throws PartnerError. */
  async send(): Promise<{ sentTo: string; expiresAt: number }> {
    const { body } = await this.#desk.call('SendDeskCode')
    return readable('SendDeskCode', () => ({
      sentTo: (text(body.sent_to, 'sent_to') ?? '').slice(0, 128),
      expiresAt: instant(requiredText(body.expires_on, 'expires_on'), 'expires_on') ?? 0,
    }))
  }

  /**
   * Until when what is released now may leave, UTC milliseconds of the partner's clock; null = no code is needed. Throws
   * `invalid-input` of field `code` with the reason, or PartnerError where the partner cannot be asked.
   */
  async confirm(code: string | undefined): Promise<number | null> {
    if (!this.#needed()) return null
    if (code === undefined) throw refusedCode('needed')
    try {
      const { body } = await this.#desk.call('ConfirmDeskCode', { body: { verification_code: code } })
      return readable('ConfirmDeskCode', () =>
        instant(requiredText(body.confirmed_until, 'confirmed_until'), 'confirmed_until'),
      )
    } catch (cause) {
      const reason = cause instanceof PartnerError ? reasons[cause.value.vendor?.code ?? ''] : undefined
      throw reason === undefined ? cause : refusedCode(reason)
    }
  }
}

// Writing answers: success, the vendor's error shapes, and answers damaged by the fault plan.
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Fault } from './faults.ts'

export interface Reply {
  readonly status: number
  /** JSON, or another text where the fault plan says so; undefined for an empty answer. */
  readonly text?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  readonly contentType?: string
}

export const errorReply = (status: number, code: string, message: string, requestId: string): Reply => ({
  status,
  text: JSON.stringify({ error_code: code, error_msg: message, request_id: requestId }),
})

/** The answer of a `status` fault, in the shape it asks for. */
export const faultReply = (fault: Fault & { kind: 'status' }, requestId: string): Reply => {
  const code = fault.code ?? (fault.status >= 500 ? 'CBC.0999' : 'CBC.0100')
  const message = 'Service is temporarily unavailable.'
  switch (fault.body ?? 'vendor') {
    case 'camel':
      return { status: fault.status, text: JSON.stringify({ errorCode: code, errorMsg: message }) }
    case 'code':
      return { status: fault.status, text: JSON.stringify({ code, message }) }
    case 'nested':
      return { status: fault.status, text: JSON.stringify({ error: { code, message } }) }
    case 'html':
      return {
        status: fault.status,
        text: `<html><body><h1>${fault.status}</h1></body></html>`,
        contentType: 'text/html',
      }
    case 'empty':
      return { status: fault.status }
    case 'vendor':
      return errorReply(fault.status, code, message, requestId)
  }
}

let dateSecond = Number.NaN
let dateText = ''

/** HTTP date, computed once a second. */
const httpDate = (now: number): string => {
  const second = Math.floor(now / 1000)
  if (second !== dateSecond) {
    dateSecond = second
    dateText = new Date(now).toUTCString()
  }
  return dateText
}

const GZIP_FROM_BYTES = 1024

/** Sends an answer; `now` is the server's (skewed) time. */
export const send = (
  response: ServerResponse,
  reply: Reply,
  {
    requestId,
    now,
    gzip,
    broken,
  }: { requestId: string; now: number; gzip: boolean; broken?: Fault & { kind: 'brokenBody' } },
): void => {
  if (response.destroyed) return
  response.sendDate = false
  const headers: string[] = ['Date', httpDate(now), 'X-Request-Id', requestId]
  for (const [name, value] of Object.entries(reply.headers ?? {})) headers.push(name, value)
  if (reply.text === undefined) {
    headers.push('Content-Length', '0')
    response.writeHead(reply.status, headers).end()
    return
  }
  let body = typeof reply.text === 'string' ? Buffer.from(reply.text) : reply.text
  headers.push('Content-Type', reply.contentType ?? 'application/json;charset=utf-8')
  if (broken) {
    sendBroken(response, reply.status, headers, body, broken.how)
    return
  }
  if (gzip && body.length >= GZIP_FROM_BYTES) {
    body = gzipSync(body, { level: 1 })
    headers.push('Content-Encoding', 'gzip')
  }
  headers.push('Content-Length', String(body.length))
  response.writeHead(reply.status, headers).end(body)
}

const sendBroken = (
  response: ServerResponse,
  status: number,
  headers: readonly string[],
  body: Buffer,
  how: 'truncated' | 'cut' | 'stalled' | 'garbage',
): void => {
  const half = body.subarray(0, Math.ceil(body.length / 2))
  if (how === 'truncated' || how === 'garbage') {
    const sent = how === 'truncated' ? half : Buffer.from('upstream connect error or disconnect/reset before headers')
    response.writeHead(status, [...headers, 'Content-Length', String(sent.length)]).end(sent)
    return
  }
  response.writeHead(status, [...headers, 'Content-Length', String(body.length)])
  response.write(half, () => {
    if (how === 'cut') response.destroy()
  })
}

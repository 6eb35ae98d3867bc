/** Where credentials and customers' data may travel to. */
import { expect, it } from 'vitest'
import { Endpoint } from '#shared/contract/workspaces.ts'

it.each([
  'https://bss.myhuaweicloud.com',
  'https://bss.myhuaweicloud.com/',
  'https://gateway.example.com:8443',
  'http://127.0.0.1:4000',
  'http://localhost',
  'http://[::1]:80',
])('takes %s', (address) => expect(Endpoint.safeParse(address).success).toBe(true))

it.each([
  'http://bss.example.com', // in clear
  'https://user:secret@bss.example.com',
  'https://bss.example.com/v2',
  'https://bss.example.com?x=1',
  'https://bss.example.com#x',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'ftp://bss.example.com',
  'javascript:alert(1)',
  'bss.example.com',
  '',
])('refuses %s', (address) => expect(Endpoint.safeParse(address).success).toBe(false))

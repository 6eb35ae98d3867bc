/** A server with disks and network at once: five lines of one set (R-ORD-07). */
import { Alert, Button, InputNumber, Modal, type RefSelectProps, Select } from 'antd'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { SpecRow } from '#shared/contract/products.ts'
import type { QuoteLine } from '#shared/contract/quotes.ts'
import { PeriodField } from './fields.tsx'
import { linesOfSet, setProducts } from './lines.ts'

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="quote-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

function useSpecs(product: { serviceType: string; resourceType: string }, region: string) {
  return useRead(api.products.specs, { ...product, region, chargeMode: '1' })
}

export function SetDialog({
  region,
  onAdd,
  onClose,
}: {
  region: string
  onAdd: (lines: QuoteLine[]) => void
  onClose: () => void
}) {
  const { t } = useTranslation('quotes')
  const first = useRef<RefSelectProps>(null)
  const servers = useSpecs(setProducts.server, region)
  const disks = useSpecs(setProducts.disk, region)
  const bandwidths = useSpecs(setProducts.bandwidth, region)
  const addresses = useSpecs(setProducts.address, region)
  const renew = useWrite(api.products.readSpecs)
  const [server, setServer] = useState<string | null>(null)
  const [disk, setDisk] = useState<string | null>(null)
  const [count, setCount] = useState(1)
  const [period, setPeriod] = useState({ periodType: 2, periodNum: 1 })
  const [systemDisk, setSystemDisk] = useState(40)
  const [dataDisk, setDataDisk] = useState(100)
  const [bandwidth, setBandwidth] = useState(5)
  const pick = (rows: readonly SpecRow[] | undefined, spec: string | null): SpecRow | null =>
    rows?.find((row) => row.spec === spec) ?? rows?.[0] ?? null
  const serverSpec = pick(servers.data?.rows, server)
  const diskSpec = pick(disks.data?.rows, disk ?? 'SSD')
  const ready = serverSpec !== null && diskSpec !== null
  const unread = servers.data && !ready
  const readAll = async (): Promise<void> => {
    for (const product of Object.values(setProducts)) await renew.mutateAsync({ ...product, region, chargeMode: '1' })
  }
  const submit = (): void => {
    if (!serverSpec || !diskSpec) return
    onAdd(
      linesOfSet({
        server: serverSpec,
        servers: count,
        ...period,
        disk: diskSpec,
        systemDisk,
        dataDisk,
        bandwidth: bandwidths.data?.rows[0] ?? null,
        bandwidthSize: bandwidth,
        address: bandwidth > 0 ? (addresses.data?.rows[0] ?? null) : null,
      }),
    )
    onClose()
  }
  const options = (rows: readonly SpecRow[] | undefined) =>
    (rows ?? []).map((row) => ({ value: row.spec, label: `${row.specName}（${row.spec}）` }))
  return (
    <Modal
      open
      width={640}
      title={t('set.title')}
      onCancel={onClose}
      destroyOnHidden
      afterOpenChange={(opened) => {
        if (opened) first.current?.focus()
      }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('set.cancel')}
        </Button>,
        <Button key="act" type="primary" disabled={!ready} onClick={submit}>
          {t('set.act')}
        </Button>,
      ]}
    >
      <p className="quiet">{t('set.text')}</p>
      {unread && (
        <Alert
          type="info"
          showIcon
          title={t('add.never')}
          action={
            <Button size="small" loading={renew.isPending} onClick={() => void readAll().catch(() => {})}>
              {t('add.read', { service: t('set.title') })}
            </Button>
          }
        />
      )}
      {renew.error && <ErrorNotice error={renew.error} />}
      <div className="quote-set">
        <Field label={t('set.server')}>
          {(id) => (
            <Select
              id={id}
              ref={first}
              showSearch={{ optionFilterProp: 'label' }}
              value={serverSpec?.spec ?? null}
              options={options(servers.data?.rows)}
              onChange={setServer}
            />
          )}
        </Field>
        <Field label={t('set.quantity')}>
          {(id) => (
            <InputNumber id={id} min={1} max={10_000} precision={0} value={count} onChange={(n) => setCount(n ?? 1)} />
          )}
        </Field>
        <Field label={t('set.period')}>
          {(id) => <PeriodField id={id} label={t('set.period')} value={period} onChange={setPeriod} />}
        </Field>
        <Field label={t('set.diskSpec')}>
          {(id) => (
            <Select id={id} value={diskSpec?.spec ?? null} options={options(disks.data?.rows)} onChange={setDisk} />
          )}
        </Field>
        <Field label={t('set.systemDisk')}>
          {(id) => (
            <InputNumber id={id} min={1} precision={0} value={systemDisk} onChange={(n) => setSystemDisk(n ?? 40)} />
          )}
        </Field>
        <Field label={t('set.dataDisk')}>
          {(id) => <InputNumber id={id} min={0} precision={0} value={dataDisk} onChange={(n) => setDataDisk(n ?? 0)} />}
        </Field>
        <Field label={t('set.bandwidth')}>
          {(id) => (
            <InputNumber id={id} min={0} precision={0} value={bandwidth} onChange={(n) => setBandwidth(n ?? 0)} />
          )}
        </Field>
      </div>
      <p className="quiet">{t('set.imageText')}</p>
    </Modal>
  )
}

import { Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '#renderer/app/preferences.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { ChargeMode } from '#shared/contract/products.ts'
import { regionName, regions } from '#shared/regions.ts'
import { HOME_REGION } from '#shared/rules/products.ts'

const modes: readonly ChargeMode[] = ['1', '3']

/** Specs of one resource in one region: as last read, read again when asked. */
export function SpecPanel({ serviceType, resourceType }: { serviceType: string; resourceType: string }) {
  const { t } = useTranslation('products')
  const [{ language }] = usePreferences()
  const [region, setRegion] = useState(HOME_REGION)
  const [chargeMode, setChargeMode] = useState<ChargeMode>('1')
  const list = { serviceType, resourceType, region, chargeMode }
  const read = useRead(api.products.specs, list)
  const renew = useWrite(api.products.readSpecs)
  const data = read.data
  const error = renew.error ?? read.error
  return (
    <div className="spec-panel">
      <div className="spec-head">
        <Select
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('region')}
          className="spec-region"
          value={region}
          options={regions.map((one) => ({ value: one.code, label: `${regionName(one.code, language)} ${one.code}` }))}
          onChange={setRegion}
        />
        <Select
          size="small"
          aria-label={t('chargeMode')}
          className="spec-mode"
          value={chargeMode}
          options={modes.map((mode) => ({ value: mode, label: t(mode === '1' ? 'yearly' : 'onDemand') }))}
          onChange={setChargeMode}
        />
        {data && data.asOf !== null && (
          <span>
            {t('specCount', { count: data.rows.length })} <AsOf at={data.asOf} />
          </span>
        )}
        <Button size="small" loading={renew.isPending} onClick={() => renew.mutate(list)}>
          {t('readSpecs')}
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
      <Table
        size="small"
        rowKey="spec"
        loading={read.isPending}
        dataSource={data?.rows ?? []}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
        locale={{ emptyText: data?.asOf === null ? t('specsNever') : t('specsEmpty') }}
        columns={[
          { title: t('spec'), key: 'spec', render: (_, { spec }) => <code className="resource-code">{spec}</code> },
          { title: t('name'), dataIndex: 'specName' },
        ]}
      />
    </div>
  )
}

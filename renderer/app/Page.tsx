/** A page inside the frame: its name, what stands beside it, its content. */
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'

export function Page({
  title,
  beside,
  actions,
  children,
}: {
  title: string
  /** Facts about the page as a whole, such as the age of its data. */
  beside?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation('common')
  const name = t('appName')
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
        {beside && <div className="page-beside">{beside}</div>}
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

/** A titled panel of a page. */
export function Panel({
  title,
  beside,
  children,
  className = '',
}: {
  title: string
  beside?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section className={`panel ${className}`} aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        {beside && <div className="panel-beside">{beside}</div>}
      </div>
      {children}
    </section>
  )
}

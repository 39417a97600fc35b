/** The bar on top: bureau, person and roles, signing out; on narrow screens also the menu. @module */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ShownRefusal } from '../../kit/api.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { signOut, useSession } from '../../kit/session.ts';
import { titlesOfRoles } from '../../kit/strings/common.zh.ts';
import { kitText } from '../../kit/strings/kit.zh.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { MenuLinks } from './side-menu.tsx';

export function TopBar(): ReactNode {
  const { name, roles, bureau } = useSession();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  async function leave(): Promise<void> {
    const outcome = await signOut();
    if (!outcome.ok) return setRefusals(outcome.refusals);
    await navigate({ to: '/login' });
    // Nothing of this person's stays in the browser for the next one.
    queryClient.clear();
  }

  return (
    <>
      <header className="top-bar">
        <DrawerMenu />
        <p className="top-names">
          <strong>{kitText.product}</strong> <span>{bureau}</span>
        </p>
        <p className="top-person">
          <AppLink to="/account">{name}</AppLink> <span>{titlesOfRoles(roles)}</span>
        </p>
        <Button size="small" onClick={() => void leave()} autoInsertSpace={false}>
          {shellText.signOut}
        </Button>
      </header>
      <RefusalBox refusals={refusals} />
    </>
  );
}

function DrawerMenu(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button className="menu-button" aria-expanded={isOpen} onClick={() => setOpen(true)} autoInsertSpace={false}>
        {shellText.openMenu}
      </Button>
      <Drawer
        open={isOpen}
        onClose={close}
        placement="left"
        size={240}
        title={shellText.menu}
        closable={{ 'aria-label': kitText.close }}
      >
        <nav aria-label={shellText.menu}>
          <MenuLinks onFollow={close} />
        </nav>
      </Drawer>
    </>
  );
}

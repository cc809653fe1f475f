import { startAccess } from './access.js';
import { startCopy } from './copy.js';
import { startDrafts } from './drafts.js';
import { startFilters } from './filters.js';
import { startFinds } from './find.js';
import { startForms } from './forms.js';
import { startInherited } from './inherit.js';
import { startKeys } from './keys.js';
import { startLive } from './live.js';
import { startLooks } from './look.js';
import { startPickers } from './picker.js';
import { startPreview } from './preview.js';
import { startTabs } from './tabs.js';
import { startTimes } from './times.js';
import { startUploads } from './upload.js';

document.documentElement.classList.add('scripted');
startTimes(document);
startTabs();
startFinds();
startForms();
startDrafts();
startPickers();
startAccess();
startFilters();
startUploads();
startInherited();
startPreview();
startLive();
startLooks();
startCopy();
startKeys();

// The menu of narrow screens closes as menus do.
const menu = document.querySelector('.side-menu');
document.addEventListener('click', event => { if (menu && !menu.contains(event.target)) menu.open = false; });
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !menu?.open) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

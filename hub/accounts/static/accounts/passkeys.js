/** Shows what needs passkeys where the browser has them, and says so when one was not taken. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const said of document.querySelectorAll("[data-passkey-error]")) said.hidden = false;
});

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}

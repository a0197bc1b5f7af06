;;; asl-ls.el --- Amazon States Language with eglot  -*- lexical-binding: t; -*-

;; Author: The asl-ls contributors
;; URL: https://github.com/asl-ls/asl-ls
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages, tools
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Two modes for state machines of AWS Step Functions, in JSON and in YAML,
;; and the language server asl-ls behind them, by way of eglot.  Everything
;; that a person gets while editing comes from the server.
;;
;;   (require 'asl-ls)
;;   (add-hook 'asl-mode-hook #'eglot-ensure)
;;   (add-hook 'asl-yaml-mode-hook #'eglot-ensure)

;;; Code:

(require 'js)

(defgroup asl-ls nil
  "Amazon States Language."
  :group 'languages
  :link '(url-link "https://github.com/asl-ls/asl-ls"))

(defcustom asl-ls-command '("asl-ls" "serve")
  "The server and its arguments."
  :type '(repeat string))

(defcustom asl-ls-settings nil
  "The settings of the server, as a property list.
For example (:rules (:unreachable-state \"hint\"))."
  :type 'plist)

(defface asl-ls-expression '((t :inherit font-lock-builtin-face))
  "The languages inside strings: JSONata, JSONPath and intrinsic functions.")

(defconst asl-ls--expressions
  '(("{%\\(?:.\\|\n\\)*?%}" 0 'asl-ls-expression t)
    ("\"\\(States\\.[A-Z][A-Za-z0-9]*(.*)\\)\"" 1 'asl-ls-expression t)
    ("\"\\(\\$\\$?\\(?:[A-Za-z_][A-Za-z0-9_]*\\)?\\(?:[.[][^\"]*\\)?\\)\"" 1 'asl-ls-expression t))
  "How expressions inside strings look.")

;;;###autoload
(define-derived-mode asl-mode js-mode "ASL"
  "Amazon States Language in JSON."
  (setq-local js-indent-level 2
              indent-tabs-mode nil
              comment-start "// "
              comment-end "")
  (font-lock-add-keywords nil asl-ls--expressions))

;; YAML has a mode of its own only in later Emacsen and in a package.
;;;###autoload
(define-derived-mode asl-yaml-mode text-mode "ASL YAML"
  "Amazon States Language in YAML."
  (setq-local indent-tabs-mode nil
              tab-width 2
              comment-start "# "
              comment-start-skip "#+ *"
              comment-end "")
  (setq font-lock-defaults
        `((("^ *\\(?:- +\\)?\\([^ #\n][^:\n]*\\):\\(?: \\|$\\)" 1 font-lock-variable-name-face)
           ("\\(?:^\\| \\)\\(#.*\\)" 1 font-lock-comment-face)
           ,@asl-ls--expressions))))

;;;###autoload
(progn
  (add-to-list 'auto-mode-alist '("\\.asl\\(?:\\.json\\)?\\'" . asl-mode))
  (add-to-list 'auto-mode-alist '("\\.asl\\.ya?ml\\'" . asl-yaml-mode)))

(defvar eglot-server-programs)
(defvar eglot-workspace-configuration)

(put 'asl-mode 'eglot-language-id "asl")
(put 'asl-yaml-mode 'eglot-language-id "asl-yaml")

(with-eval-after-load 'eglot
  (dolist (mode '(asl-mode asl-yaml-mode))
    (add-to-list 'eglot-server-programs (cons mode asl-ls-command))))

(defun asl-ls--settings ()
  "Give the settings to the server of this buffer."
  (when asl-ls-settings
    (setq-local eglot-workspace-configuration `((:asl . ,asl-ls-settings)))))

(add-hook 'asl-mode-hook #'asl-ls--settings)
(add-hook 'asl-yaml-mode-hook #'asl-ls--settings)

(provide 'asl-ls)
;;; asl-ls.el ends here
